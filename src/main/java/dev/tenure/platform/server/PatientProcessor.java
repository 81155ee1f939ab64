package dev.tenure.platform.server;

import dev.tenure.platform.server.PatientSocket.Phase;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Reads requests, and closes a connection whose request's head isn't complete within its time: each
 * of its bytes would otherwise be waited for as long again. No thread waits meanwhile.
 */
final class PatientProcessor extends Http11Processor {

  /** Proxies keep connections for their next client; none should end just as it is used. */
  private static final long PROXY_IDLE = TimeUnit.MINUTES.toMillis(2);

  private final ServerLimits limits;
  private long headSince;
  private boolean inHead;

  PatientProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter, ServerLimits limits) {
    super(protocol, adapter);
    this.limits = limits;
  }

  @Override
  public SocketState process(SocketWrapperBase<?> wrapper, SocketEvent event) throws IOException {
    PatientSocket socket = (PatientSocket) wrapper;
    socket.enter(Phase.REQUEST);
    SocketState state = super.process(wrapper, event);
    if (state == SocketState.LONG && !isAsync()) {
      return awaitHead(socket);
    }
    inHead = false;
    if (state == SocketState.OPEN) {
      socket.enter(Phase.IDLE);
      socket.setReadTimeout(socket.isProxys() ? PROXY_IDLE : limits.idle().toMillis());
    }
    return state;
  }

  private SocketState awaitHead(PatientSocket socket) {
    long now = System.nanoTime();
    if (!inHead) {
      inHead = true;
      headSince = now;
    }
    long left = limits.headerPatience().toMillis() - TimeUnit.NANOSECONDS.toMillis(now - headSince);
    if (left <= 0) {
      inHead = false;
      return SocketState.CLOSED;
    }
    socket.enter(Phase.HEAD);
    socket.setReadTimeout(left);
    return SocketState.LONG;
  }
}
