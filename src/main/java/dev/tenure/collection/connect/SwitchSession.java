package dev.tenure.collection.connect;

import dev.tenure.collection.eventsocket.Command;
import dev.tenure.collection.eventsocket.Frame;
import dev.tenure.collection.eventsocket.FrameReader;
import dev.tenure.collection.eventsocket.FrameSink;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A conversation with one FreeSWITCH over one connection, for one thread. What comes while an
 * answer is awaited is kept for whoever reads on.
 */
final class SwitchSession implements FrameSink {

  private static final long MOST_WAITING_BYTES = 64L * 1024 * 1024;
  private static final Command SIGN_OF_LIFE = Command.api("strepoch");

  private final Wire wire;
  private final OutputStream out;
  private final FrameReader reader = new FrameReader(this);
  private final Deque<Frame> waiting = new ArrayDeque<>();
  private final byte[] buffer = new byte[32 * 1024];

  /** Of each answer that will come, in order, whether it is only a sign of life. */
  private final Deque<Boolean> awaited = new ConcurrentLinkedDeque<>();

  private long waitingBytes;
  private boolean greeted;
  private boolean pinged;

  private SwitchSession(Wire wire) throws IOException {
    this.wire = wire;
    this.out = wire.out();
  }

  /**
   * Connects and waits to be asked who we are.
   *
   * @throws LoginRefused when FreeSWITCH doesn't even ask
   */
  static SwitchSession greeted(Wire wire) throws IOException {
    SwitchSession session = new SwitchSession(wire);
    Frame first = session.next();
    if (first.contentType().equals("text/rude-rejection")) {
      throw new LoginRefused(
          "It refuses our address. Permit it in event_socket.conf.xml (apply-inbound-acl).");
    }
    session.greeted = true;
    return session;
  }

  /**
   * Logs in.
   *
   * @throws LoginRefused when FreeSWITCH says no
   */
  void logIn(String password) throws IOException {
    Frame reply = ask(Command.auth(password));
    if (!reply.reply().startsWith("+OK")) {
      throw new LoginRefused(
          "It refuses the password: “%s”. Check it against event_socket.conf.xml."
              .formatted(reply.reply()));
    }
  }

  /** Sends a command and waits for its reply or answer; events that come first wait. */
  Frame ask(Command command) throws IOException {
    send(command);
    boolean api = isConsole(command);
    Deque<Frame> others = new ArrayDeque<>();
    while (true) {
      Frame frame = next();
      if (api ? frame.isAnswer() : frame.isReply()) {
        others.descendingIterator().forEachRemaining(this::putBack);
        return frame;
      }
      others.add(frame);
      waitingBytes += frame.body().length;
      bounded();
    }
  }

  private static boolean isConsole(Command command) {
    return command.toString().startsWith("api ");
  }

  private void putBack(Frame frame) {
    waiting.addFirst(frame);
  }

  /** Sends a ping, so that the next frame comes soon; from any thread. */
  void nudge() throws IOException {
    send(SIGN_OF_LIFE);
  }

  /** Sends a command; its answer comes among the frames. */
  synchronized void send(Command command) throws IOException {
    if (isConsole(command)) {
      awaited.addLast(command == SIGN_OF_LIFE);
    }
    out.write(command.bytes());
    out.flush();
  }

  /** The next frame; blocks until there is one. */
  Frame next() throws IOException {
    while (waiting.isEmpty()) {
      read();
    }
    Frame frame = waiting.removeFirst();
    waitingBytes -= frame.body().length;
    return frame;
  }

  /** Whether another frame has come already. */
  boolean hasMore() {
    return !waiting.isEmpty();
  }

  /** A line on which nothing comes is asked for a sign of life; one that gives none is dead. */
  private void read() throws IOException {
    try {
      int count = wire.in().read(buffer);
      if (count < 0) {
        throw new EOFException("It closed the connection.");
      }
      pinged = false;
      reader.read(buffer, 0, count);
    } catch (SocketTimeoutException silent) {
      if (pinged || !greeted) {
        throw new SocketTimeoutException("It has been silent, and gives no sign of life.");
      }
      send(SIGN_OF_LIFE);
      pinged = true;
    }
  }

  @Override
  public void frame(Frame frame) throws IOException {
    if (frame.isGoodbye()) {
      throw new EOFException("It said goodbye.");
    }
    boolean life = frame.isAnswer() && Boolean.TRUE.equals(awaited.pollFirst());
    // Nobody has asked for it by name; it only tells that time goes on.
    waiting.addLast(life ? new Frame(Map.of(), new byte[0]) : frame);
    waitingBytes += life ? 0 : frame.body().length;
    bounded();
  }

  private void bounded() throws Overfull {
    if (waitingBytes > MOST_WAITING_BYTES) {
      throw new Overfull();
    }
  }
}
