package dev.tenure.collection.connect;

import dev.tenure.collection.ami.NotAsterisk;
import dev.tenure.collection.eventsocket.NotFreeSwitch;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Says in words why a connection failed, and what helps. */
final class Trouble {

  private Trouble() {}

  /**
   * What whoever entered the address may know: whether a phone system refuses them, but not what
   * else is there or why it can't be reached. Else anybody who may name a phone system could look
   * around in networks that aren't theirs.
   */
  static String shown(IOException failure, Link link) {
    return isPhoneSystem(failure)
        ? said(failure, link)
        : ("No phone system could be reached at %s:%d. Check the address, the port, the firewall"
                + " and the certificate, and that the manager interface or event socket is enabled."
                + " An address in a private network must be allowed by this installation’s operator"
                + " first.")
            .formatted(link.host(), link.port());
  }

  /** Whether what answered has shown that it is one. */
  static boolean isPhoneSystem(IOException failure) {
    return failure instanceof LoginRefused
        || failure instanceof Overfull
        || failure instanceof EventsLost;
  }

  /** The cause itself, for Support and the log. */
  static String said(IOException failure, Link link) {
    return switch (failure) {
      case UnknownHostException unknown ->
          "There is no host named %s. Check the address.".formatted(link.host());
      case ConnectException refused ->
          "Nothing answers at %s:%d. Check the address, the port and the firewall, and that the manager interface or event socket is enabled."
              .formatted(link.host(), link.port());
      case NoRouteToHostException unreachable ->
          "%s can't be reached from here.".formatted(link.host());
      case SSLException tls ->
          "No secure connection: %s. Check that the port is the one for TLS, and the certificate."
              .formatted(root(tls));
      case NotAsterisk other ->
          "What answers at %s:%d is no Asterisk manager%s."
              .formatted(
                  link.host(), link.port(), link.tls() ? "" : ", or expects a secure connection");
      case NotFreeSwitch other ->
          "What answers at %s:%d is no FreeSWITCH event socket%s."
              .formatted(
                  link.host(), link.port(), link.tls() ? "" : ", or expects a secure connection");
      case SocketTimeoutException silent ->
          "%s:%d doesn't answer in time.".formatted(link.host(), link.port());
      case LoginRefused refused -> said(refused);
      case Overfull overfull -> said(overfull);
      case EventsLost lost -> said(lost) + " What is in progress is asked for anew.";
      case KeptAway kept ->
          "The address of %s is not allowed: it is private, special or this installation's own. Set tenure.connect.allow to allow it."
              .formatted(link.host());
      case EOFException closed -> "The phone system closed the connection.";
      case IOException other -> "The connection broke: %s.".formatted(said(other));
    };
  }

  private static String said(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static String root(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return said(cause);
  }
}
