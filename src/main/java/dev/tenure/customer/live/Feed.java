package dev.tenure.customer.live;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A board, and the few changes that led to it. Whoever knows one of the boards on the way is sent
 * the changes since then, anybody else the whole, which is rendered only if somebody needs it.
 */
final class Feed {

  private static final int REMEMBERED = 30;

  private final long number;
  private final List<Frame> changes;
  private final Supplier<String> whole;
  private @Nullable Frame rendered;

  private Feed(long number, List<Frame> changes, Supplier<String> whole) {
    this.number = number;
    this.changes = changes;
    this.whole = whole;
  }

  /** The first of a room, or one that shares nothing with those before it. */
  static Feed whole(long number, Supplier<String> whole) {
    return new Feed(number, List.of(), whole);
  }

  /** The next, after a change. */
  Feed next(String change, Supplier<String> nextWhole) {
    List<Frame> more = new ArrayList<>(changes);
    more.add(Frame.of(number + 1, "board", change));
    if (more.size() > REMEMBERED) {
      more.removeFirst();
    }
    return new Feed(number + 1, List.copyOf(more), nextWhole);
  }

  /** Boards of a room are numbered upwards; a viewer never goes back. */
  long number() {
    return number;
  }

  /** What brings a viewer here that knows the board of that number, or none if it is below 1. */
  Frame since(long known) {
    int missing = (int) Math.min(number - known, Integer.MAX_VALUE);
    if (known < 1 || missing > changes.size()) {
      return whole();
    }
    if (missing == 1) {
      return changes.getLast();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    changes
        .subList(changes.size() - missing, changes.size())
        .forEach(frame -> bytes.writeBytes(frame.bytes()));
    return new Frame(number, bytes.toByteArray());
  }

  private synchronized Frame whole() {
    Frame frame = rendered;
    if (frame == null) {
      frame = Frame.of(number, "board", whole.get());
      rendered = frame;
    }
    return frame;
  }
}
