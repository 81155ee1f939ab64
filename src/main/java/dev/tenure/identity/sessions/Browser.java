package dev.tenure.identity.sessions;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, before anybody knows who it is.
 *
 * @param address the network address as the server sees it
 * @param userAgent as the browser calls itself, cut to 200 characters
 * @param known the token by which somebody may know this browser (B9); null when it sent none
 */
public record Browser(String address, String userAgent, @Nullable Token known) {

  public Browser {
    userAgent = userAgent.length() > 200 ? userAgent.substring(0, 200) : userAgent;
  }

  /** A browser that nobody knows. */
  public Browser(String address, String userAgent) {
    this(address, userAgent, null);
  }
}
