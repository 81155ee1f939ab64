package dev.tenure.collection.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.springframework.stereotype.Component;

/** Connections over TCP, and over TLS with the host's name or one known certificate checked. */
@Component
class Sockets implements Wire.Dialer {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** After which a read times out. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final Reach reach;

  Sockets(Reach reach) {
    this.reach = reach;
  }

  @Override
  public Wire open(Link link) throws IOException {
    InetAddress address = reach.of(link.host(), link.port());
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(address, link.port()), (int) CONNECT.toMillis());
      socket.setSoTimeout((int) SILENCE.toMillis());
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      return new Over(link.tls() ? secured(socket, link) : socket);
    } catch (IOException | RuntimeException failed) {
      socket.close();
      throw failed;
    }
  }

  private static Socket secured(Socket socket, Link link) throws IOException {
    SSLSocket secured =
        (SSLSocket) factory(link).createSocket(socket, link.host(), link.port(), true);
    if (link.fingerprint().isEmpty()) {
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secured.setSSLParameters(parameters);
    }
    secured.startHandshake();
    return secured;
  }

  private static SSLSocketFactory factory(Link link) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager[] trusted =
          link.fingerprint().isEmpty()
              ? null
              : new TrustManager[] {new OneCertificate(link.fingerprint())};
      context.init(null, trusted, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has TLS", e);
    }
  }

  /** Trusts the certificate with that fingerprint, whoever signed it for whatever name. */
  private record OneCertificate(String fingerprint) implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("Nobody connects to us");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      try {
        byte[] shown = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
        if (!MessageDigest.isEqual(HexFormat.of().parseHex(fingerprint), shown)) {
          throw new CertificateException(
              "its certificate's fingerprint is " + HexFormat.of().formatHex(shown));
        }
      } catch (GeneralSecurityException e) {
        throw e instanceof CertificateException told ? told : new CertificateException(e);
      }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private record Over(Socket socket) implements Wire {

    @Override
    public InputStream in() throws IOException {
      return socket.getInputStream();
    }

    @Override
    public OutputStream out() throws IOException {
      return socket.getOutputStream();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
