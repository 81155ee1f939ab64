package dev.tenure.platform.server;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Gives each request the address, scheme and host it came from, before anything else looks at it,
 * and counts requests by address where they come through a trusted proxy: each client of it gets as
 * many at once as it could open connections without one.
 */
final class ForwardedValve extends ValveBase {

  private final Forwarding forwarding;
  private final boolean alwaysSecure;
  private final int most;
  private final Crowd crowd = new Crowd();

  ForwardedValve(Forwarding forwarding, boolean alwaysSecure, int most) {
    super(true);
    this.forwarding = forwarding;
    this.alwaysSecure = alwaysSecure;
    this.most = most;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    Optional<InetAddress> peer = Literal.address(Literal.withoutZone(request.getRemoteAddr()));
    if (peer.isEmpty()) {
      getNext().invoke(request, response);
      return;
    }
    Origin origin =
        forwarding.origin(
            peer.get(),
            request.isSecure(),
            name -> List.copyOf(Collections.list(request.getHeaders(name))));
    take(request, origin, peer.get());
    if (origin.address().equals(peer.get())) {
      getNext().invoke(request, response);
    } else {
      counted(request, response, ClientNetwork.of(origin.address()));
    }
  }

  private void take(Request request, Origin origin, InetAddress peer) {
    boolean https = origin.https() || alwaysSecure;
    if (!origin.address().equals(peer)) {
      request.setRemoteAddr(origin.address().getHostAddress());
      request.setRemoteHost(origin.address().getHostAddress());
    }
    if (https != request.isSecure()) {
      request.setSecure(https);
      request.getCoyoteRequest().scheme().setString(https ? "https" : "http");
    }
    if (!origin.host().isEmpty() || origin.port() > 0) {
      place(request, origin, https);
    }
  }

  private static void place(Request request, Origin origin, boolean https) {
    String host = origin.host();
    int colon = host.indexOf(':', host.indexOf(']') + 1);
    int port = https ? 443 : 80;
    if (origin.port() > 0) {
      port = origin.port();
    } else if (colon > 0) {
      port = Integer.parseInt(host.substring(colon + 1));
    }
    if (!host.isEmpty()) {
      request
          .getCoyoteRequest()
          .serverName()
          .setString(colon > 0 ? host.substring(0, colon) : host);
    }
    request.setServerPort(port);
  }

  private void counted(Request request, Response response, ClientNetwork network)
      throws IOException, ServletException {
    if (!crowd.enter(network, most)) {
      response.setHeader("Retry-After", "10");
      response.sendError(429);
      return;
    }
    boolean lasts = false;
    try {
      getNext().invoke(request, response);
      if (request.isAsync()) {
        request.getAsyncContextInternal().addListener(new Leaving(network));
        lasts = true;
      }
    } finally {
      if (!lasts) {
        crowd.leave(network);
      }
    }
  }

  /** A stream lasts longer than its request's thread. */
  private final class Leaving implements AsyncListener {

    private final ClientNetwork network;

    Leaving(ClientNetwork network) {
      this.network = network;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      crowd.leave(network);
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
