package dev.tenure.collection.connect;

import dev.tenure.collection.ami.AmiAction;
import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.ami.AmiReader;
import dev.tenure.collection.ami.AmiSink;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/**
 * A conversation with one Asterisk over one connection, for one thread. What comes while an answer
 * is awaited is kept for whoever reads on.
 */
final class Session implements AmiSink {

  private static final int HEAVIEST_WAIT = 32 * 1024 * 1024;
  private static final long LONGEST_BABBLE = 64L * 1024 * 1024;

  private final Wire wire;
  private final OutputStream out;
  private final AmiReader reader = new AmiReader(this);
  private final Deque<AmiMessage> waiting = new ArrayDeque<>();
  private final byte[] buffer = new byte[16 * 1024];
  private String version = "";
  private long actions;
  private boolean pinged;

  /** Bytes since the last message. */
  private long babble;

  private Session(Wire wire) throws IOException {
    this.wire = wire;
    this.out = wire.out();
  }

  /** Connects and waits for the greeting. */
  static Session greeted(Wire wire) throws IOException {
    Session session = new Session(wire);
    while (session.version.isEmpty()) {
      session.read();
    }
    return session;
  }

  String version() {
    return version;
  }

  long dropped() {
    return reader.dropped();
  }

  /**
   * Logs in. Without TLS the secret itself never goes over the wire: the answer to a challenge
   * does.
   *
   * @throws LoginRefused when Asterisk says no
   */
  void logIn(Link link) throws IOException {
    AmiAction login = AmiAction.named("Login").with("Username", link.user());
    if (link.tls()) {
      login.with("Secret", link.secret());
    } else {
      AmiMessage challenge = ask(AmiAction.named("Challenge").with("AuthType", "MD5"));
      if (!challenge.isSuccess()) {
        throw new LoginRefused(
            "It doesn't offer the log-in by challenge, and without TLS the secret would be readable"
                + " on the way. Switch TLS on.");
      }
      login.with("AuthType", "MD5").with("Key", md5(challenge.get("Challenge") + link.secret()));
    }
    AmiMessage answer = ask(login.with("Events", "on"));
    if (!answer.isSuccess()) {
      throw new LoginRefused(
          "It refuses user %s: “%s”. Check the user, the secret and the permitted addresses in manager.conf."
              .formatted(link.user(), answer.get("Message")));
    }
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has MD5", e);
    }
  }

  /** Sends an action and waits for its answer; events that come first wait for the reader. */
  AmiMessage ask(AmiAction action) throws IOException {
    String id = send(action);
    Deque<AmiMessage> others = new ArrayDeque<>();
    int weight = 0;
    while (true) {
      AmiMessage message = next();
      if (message.isResponse() && message.get("ActionID").equals(id)) {
        others.descendingIterator().forEachRemaining(waiting::addFirst);
        return message;
      }
      others.add(message);
      weight += message.weight();
      if (weight > HEAVIEST_WAIT) {
        throw new IOException("it doesn't answer to " + action);
      }
    }
  }

  /** Sends a ping, so that the next message comes soon; from any thread. */
  void nudge() throws IOException {
    send(AmiAction.named("Ping"));
  }

  /** Sends an action, and answers the id that its answers carry. */
  synchronized String send(AmiAction action) throws IOException {
    String id = "tenure-" + ++actions;
    out.write(action.with("ActionID", id).bytes());
    out.flush();
    return id;
  }

  /** The next message; blocks until there is one. */
  AmiMessage next() throws IOException {
    while (waiting.isEmpty()) {
      read();
    }
    return waiting.removeFirst();
  }

  /** Whether another message has come already. */
  boolean hasMore() {
    return !waiting.isEmpty();
  }

  /** A line on which nothing comes is asked for a sign of life; one that gives none is dead. */
  private void read() throws IOException {
    try {
      int count = wire.in().read(buffer);
      if (count < 0) {
        throw new EOFException("It closed the connection.");
      }
      pinged = false;
      babble += count;
      if (babble > LONGEST_BABBLE) {
        throw new IOException("what it sends can't be read");
      }
      reader.read(buffer, 0, count);
    } catch (SocketTimeoutException silent) {
      if (pinged || version.isEmpty()) {
        throw new SocketTimeoutException("It has been silent, and doesn't answer a ping.");
      }
      send(AmiAction.named("Ping"));
      pinged = true;
    }
  }

  @Override
  public void greeted(String told) {
    version = told.isEmpty() ? "?" : told;
  }

  @Override
  public void message(AmiMessage message) {
    babble = 0;
    waiting.addLast(message);
  }
}
