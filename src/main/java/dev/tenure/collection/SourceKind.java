package dev.tenure.collection;

/**
 * How a phone system's events come to us. A further kind is a constant here, its connector in
 * {@code collection.connect}, its lines in {@code messages-phones.properties}, and the check of the
 * column {@code source.kind}; the pages follow from these.
 */
public enum SourceKind {
  /** It sends them with a key. */
  HTTP(0, 0, false),
  /** We connect to its manager interface. */
  ASTERISK(5038, 5039, true),
  /** We connect to its event socket; TLS is what stands before it, such as stunnel. */
  FREESWITCH(8021, 8022, false);

  private final int port;
  private final int tlsPort;
  private final boolean user;

  SourceKind(int port, int tlsPort, boolean user) {
    this.port = port;
    this.tlsPort = tlsPort;
    this.user = user;
  }

  /** Whether we connect to it, rather than it to us. */
  public boolean linked() {
    return port != 0;
  }

  /** The port where such phone systems usually listen; 0 for kinds that aren't connected to. */
  public int usualPort(boolean tls) {
    return tls ? tlsPort : port;
  }

  /** Whether its log-in takes a user beside the secret. */
  public boolean hasUser() {
    return user;
  }
}
