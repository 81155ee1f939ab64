package dev.tenure.platform.server;

import dev.tenure.platform.server.PatientSocket.Phase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections: so many of one client network, and so many in all. When all are taken, the
 * connection that has been idle for longest makes room, first of all one of the network that has
 * the most. Trusted proxies may open as many as they like; their clients are counted by request.
 */
final class PatientEndpoint extends NioEndpoint {

  private static final Logger log = LoggerFactory.getLogger(PatientEndpoint.class);

  /** How many there may be above the limit, while those that make room are being closed. */
  static final int MAKING_ROOM = 128;

  private static final byte[] TOO_MANY = answer("429 Too Many Requests");
  private static final byte[] FULL = answer("503 Service Unavailable");

  private final Crowd crowd = new Crowd();
  private @Nullable ServerLimits limits;
  private TrustedProxies proxies = new TrustedProxies(List.of());

  void limit(ServerLimits some, TrustedProxies trusted) {
    limits = some;
    proxies = trusted;
  }

  private static byte[] answer(String status) {
    return ("HTTP/1.1 "
            + status
            + "\r\nRetry-After: 10\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  ServerLimits limits() {
    return Objects.requireNonNull(limits, "The server starts with its limits");
  }

  @Override
  protected boolean setSocketOptions(SocketChannel channel) {
    try {
      channel.configureBlocking(false);
      InetAddress peer = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
      boolean proxy = proxies.contain(peer);
      ClientNetwork network = ClientNetwork.of(peer);
      if (!crowd.enter(network, proxy ? Integer.MAX_VALUE : limits().connectionsPerAddress())) {
        return turnAway(channel, TOO_MANY);
      }
      if (connections.size() >= limits().connections() && !makeRoom()) {
        crowd.leave(network);
        return turnAway(channel, FULL);
      }
      return open(channel, network, proxy);
    } catch (IOException | RuntimeException gone) {
      log.debug("A connection ended as it began: {}", gone.toString());
      destroySocket(channel);
      return false;
    }
  }

  /** As Tomcat does it, with a socket of our own; that one leaves the crowd when it is closed. */
  private boolean open(SocketChannel channel, ClientNetwork network, boolean proxy) {
    NioChannel nio = getNioChannels() == null ? null : getNioChannels().pop();
    if (nio == null) {
      nio =
          createChannel(
              new SocketBufferHandler(
                  socketProperties.getAppReadBufSize(),
                  socketProperties.getAppWriteBufSize(),
                  socketProperties.getDirectBuffer()));
    }
    PatientSocket socket =
        new PatientSocket(nio, this, limits(), network, proxy, () -> crowd.leave(network));
    try {
      nio.reset(channel, socket);
      connections.put(channel, socket);
      socketProperties.setProperties(channel.socket());
      socket.setReadTimeout(getConnectionTimeout());
      socket.setKeepAliveLeft(getMaxKeepAliveRequests());
      getPoller().register(socket);
      return true;
    } catch (IOException | RuntimeException gone) {
      log.debug("A connection ended as it began: {}", gone.toString());
      // Tomcat closes it, now that it is among the connections.
      return false;
    }
  }

  /** A few words, as far as the socket takes them, for clients that listen. */
  private boolean turnAway(SocketChannel channel, byte[] answer) {
    try {
      channel.write(ByteBuffer.wrap(answer));
      channel.shutdownOutput();
    } catch (IOException gone) {
      log.debug("Turned away and gone: {}", gone.toString());
    }
    destroySocket(channel);
    return false;
  }

  /** Ends the connection that is needed least; false if all are busy. */
  private boolean makeRoom() {
    if (connections.size() >= limits().connections() + MAKING_ROOM) {
      return false;
    }
    Optional<PatientSocket> leastNeeded =
        connections.values().stream()
            .map(PatientSocket.class::cast)
            .filter(socket -> socket.phase() != Phase.REQUEST && !socket.isEnding())
            .min(
                Comparator.comparing(PatientSocket::isProxys)
                    .thenComparingInt(socket -> -crowd.of(socket.network()))
                    .thenComparingLong(PatientSocket::getLastRead));
    leastNeeded.ifPresent(PatientSocket::end);
    return leastNeeded.isPresent();
  }
}
