package dev.tenure.customer.live;

import dev.tenure.identity.SessionId;
import dev.tenure.platform.PersonId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One open stream. It holds at most one board that waits to be written: a slow reader is sent
 * several changes at once or the whole, and costs no more memory than a quick one.
 */
final class LiveViewer {

  private static final Frame PULSE = Frame.of(0, "pulse", "-");

  private final SessionId session;
  private final PersonId person;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private @Nullable Feed waiting;
  private @Nullable Frame last;
  private boolean pulse;
  private boolean over;
  private long shown = -1;
  private long writingSince;

  LiveViewer(SessionId session, PersonId person) {
    this.session = session;
    this.person = person;
  }

  PersonId person() {
    return person;
  }

  SessionId session() {
    return session;
  }

  /** Shows the board next, in place of one that still waits; older ones than shown are ignored. */
  void offer(Feed feed) {
    lock.lock();
    try {
      if (feed.number() > shown && (waiting == null || feed.number() > waiting.number())) {
        waiting = feed;
        news.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Says that what is shown is still true. */
  void pulse() {
    lock.lock();
    try {
      pulse = true;
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the stream with this frame; nothing else is written any more, not even what waits. */
  void end(Frame frame) {
    finish(frame);
  }

  /** Ends the stream without a word, so that the browser tries again. */
  void drop() {
    finish(null);
  }

  private void finish(@Nullable Frame frame) {
    lock.lock();
    try {
      if (!over) {
        over = true;
        last = frame;
        waiting = null;
        pulse = false;
        news.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether its reader has left a frame unread for longer than that. */
  boolean isStuck(long patienceNanos, long now) {
    lock.lock();
    try {
      return writingSince != 0 && now - writingSince > patienceNanos;
    } finally {
      lock.unlock();
    }
  }

  /** Begins the answer; its head is sent with the first frame. */
  void greet(OutputStream out) throws IOException {
    write(out, Frame.first());
  }

  /** Writes what is offered until the end; the calling thread is the viewer's own. */
  void serve(OutputStream out) throws IOException {
    try {
      Frame next = take();
      while (next != null) {
        write(out, next);
        next = take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Frame take() throws InterruptedException {
    Feed next;
    long known;
    lock.lock();
    try {
      while (!over && waiting == null && !pulse) {
        if (!news.await(1, TimeUnit.MINUTES)) {
          // The room ticks every second; one that doesn't is no more.
          return null;
        }
      }
      if (over) {
        Frame farewell = last;
        last = null;
        return farewell;
      }
      next = waiting;
      waiting = null;
      pulse = false;
      if (next == null) {
        return PULSE;
      }
      known = shown;
      shown = next.number();
    } finally {
      lock.unlock();
    }
    return next.since(known);
  }

  private void write(OutputStream out, Frame frame) throws IOException {
    mark(System.nanoTime());
    out.write(frame.bytes());
    out.flush();
    mark(0);
  }

  private void mark(long nanos) {
    lock.lock();
    try {
      writingSince = nanos;
    } finally {
      lock.unlock();
    }
  }
}
