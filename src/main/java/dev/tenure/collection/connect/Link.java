package dev.tenure.collection.connect;

/**
 * Where a phone system is and how to log in.
 *
 * @param fingerprint of the only certificate that is trusted, SHA-256 in lower-case hexadecimals;
 *     empty for those that the Java runtime trusts for that host
 */
public record Link(
    String host, int port, boolean tls, String fingerprint, String user, String secret) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "%s%s:%d%s".formatted(user.isEmpty() ? "" : user + "@", host, port, tls ? " (TLS)" : "");
  }
}
