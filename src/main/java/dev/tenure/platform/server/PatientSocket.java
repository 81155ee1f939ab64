package dev.tenure.platform.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection. Tomcat's own time-outs begin again with every byte; here waiting for a
 * body, and for the reader of an answer, has an allowance in total. Heads of requests are read
 * without blocking, see {@link PatientProcessor}.
 */
final class PatientSocket extends NioEndpoint.NioSocketWrapper {

  /** What the connection is doing, as far as it matters for making room. */
  enum Phase {
    IDLE,
    HEAD,
    REQUEST
  }

  private static final long FOREVER = -1;

  private final ClientNetwork network;
  private final boolean proxy;
  private final Runnable leaving;
  private final Allowance body;
  private final Allowance answer;

  private volatile Phase phase = Phase.IDLE;
  private volatile boolean ending;

  private volatile @Nullable Thread reader;
  private volatile @Nullable Thread writer;
  private long accountedAt;
  private int accountedLeft;
  private ByteBuffer written = ByteBuffer.allocate(0);

  PatientSocket(
      NioChannel channel,
      NioEndpoint endpoint,
      ServerLimits limits,
      ClientNetwork network,
      boolean proxy,
      Runnable leaving) {
    super(channel, endpoint);
    this.network = network;
    this.proxy = proxy;
    this.leaving = leaving;
    this.body = limits.body();
    this.answer = limits.answer();
  }

  ClientNetwork network() {
    return network;
  }

  Phase phase() {
    return phase;
  }

  /** Whether a trusted proxy opened it, for many clients in turn. */
  boolean isProxys() {
    return proxy;
  }

  void enter(Phase now) {
    if (now == Phase.REQUEST && phase != Phase.REQUEST) {
      body.refill();
      answer.refill();
    }
    phase = now;
  }

  /** Whether it is about to be closed for want of room. */
  boolean isEnding() {
    return ending;
  }

  /**
   * Ends the input of an idle connection, so that it is closed in the usual way; a request that it
   * begins at this very moment is still answered.
   */
  void end() {
    ending = true;
    try {
      getSocket().getIOChannel().shutdownInput();
    } catch (IOException gone) {
      // So it is closed already.
    }
  }

  @Override
  public int read(boolean block, byte[] b, int off, int len) throws IOException {
    return block ? patiently(() -> super.read(true, b, off, len)) : super.read(false, b, off, len);
  }

  @Override
  public int read(boolean block, ByteBuffer to) throws IOException {
    return block ? patiently(() -> super.read(true, to)) : super.read(false, to);
  }

  private interface Reading {
    int read() throws IOException;
  }

  private int patiently(Reading some) throws IOException {
    if (body.isSpent()) {
      throw new SlowSender();
    }
    long since = System.nanoTime();
    reader = Thread.currentThread();
    try {
      int count = some.read();
      body.spend(System.nanoTime() - since);
      body.earn(Math.max(0, count));
      return count;
    } catch (SocketTimeoutException slow) {
      body.exhaust();
      throw new SlowSender();
    } finally {
      reader = null;
    }
  }

  /** Tomcat's poller asks as well, and is to leave it to the reader. */
  @Override
  public long getReadTimeout() {
    Thread waiting = reader;
    return waiting == null
        ? super.getReadTimeout()
        : waiting == Thread.currentThread() ? body.millis() : FOREVER;
  }

  @Override
  protected void doWrite(boolean block, ByteBuffer buffer) throws IOException {
    if (!block) {
      super.doWrite(false, buffer);
      return;
    }
    written = buffer;
    accountedLeft = buffer.remaining();
    accountedAt = System.nanoTime();
    writer = Thread.currentThread();
    try {
      super.doWrite(true, buffer);
      account();
    } finally {
      writer = null;
    }
  }

  /** Asked when a write begins, and each time after some of it was taken. */
  @Override
  public long getWriteTimeout() {
    if (writer != Thread.currentThread()) {
      return FOREVER;
    }
    account();
    return answer.millis();
  }

  private void account() {
    long now = System.nanoTime();
    answer.spend(now - accountedAt);
    answer.earn(accountedLeft - written.remaining());
    accountedAt = now;
    accountedLeft = written.remaining();
  }

  @Override
  protected void doClose() {
    try {
      super.doClose();
    } finally {
      leaving.run();
    }
  }
}
