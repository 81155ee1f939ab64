package dev.tenure.platform.server;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/** HTTP/1.1 by Tomcat, on virtual threads, with limits for slow and numerous clients. */
public final class PatientProtocol extends Http11NioProtocol {

  private final PatientEndpoint endpoint;

  /** Made by Tomcat, by its name. */
  public PatientProtocol() {
    this(new PatientEndpoint());
  }

  private PatientProtocol(PatientEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  void limit(ServerLimits limits, TrustedProxies proxies) {
    endpoint.limit(limits, proxies);
    setExecutor(new VirtualThreadExecutor("request-"));
    setMaxConnections(limits.connections() + 2 * PatientEndpoint.MAKING_ROOM);
    setConnectionTimeout((int) limits.headerPatience().toMillis());
    setKeepAliveTimeout((int) limits.idle().toMillis());
  }

  @Override
  protected Processor createProcessor() {
    return new PatientProcessor(this, getAdapter(), endpoint.limits());
  }
}
