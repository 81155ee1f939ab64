package dev.tenure.identity.sessions;

/**
 * Who asks, before anybody knows who it is.
 *
 * @param address the network address as the server sees it
 * @param userAgent as the browser calls itself, cut to 200 characters
 */
public record Browser(String address, String userAgent) {

  public Browser {
    userAgent = userAgent.length() > 200 ? userAgent.substring(0, 200) : userAgent;
  }
}
