package dev.tenure.collection.intake;

import dev.tenure.collection.model.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a stored call.
 *
 * @param id of its row, existing or new
 * @param before as it is stored, null if it isn't
 * @param after as it is to be stored, null if it is to go
 */
record Change(CallKey key, UUID id, @Nullable Call before, @Nullable Call after) {

  /**
   * One of a call's segments, visits or offers.
   *
   * @param seq its order, from 1
   * @param stored whether it has a row already
   */
  record Part<P>(UUID call, CallKey key, int seq, boolean stored, P part) {}

  /** Whether the call itself is stored otherwise, apart from its parts. */
  boolean changesCall() {
    return before == null || after == null || !before.withoutParts().equals(after.withoutParts());
  }

  interface Parts<P> {
    List<P> of(Call call);
  }

  /** The parts that are new or different. */
  <P> List<Part<P>> written(Parts<P> parts) {
    List<P> old = before == null ? List.of() : parts.of(before);
    List<P> now = after == null ? List.of() : parts.of(after);
    List<Part<P>> written = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      if (i >= old.size() || !old.get(i).equals(now.get(i))) {
        written.add(new Part<>(id, key, i + 1, i < old.size(), now.get(i)));
      }
    }
    return written;
  }

  /** The parts that are stored and won't be, or will be different. */
  <P> List<P> replaced(Parts<P> parts) {
    List<P> old = before == null ? List.of() : parts.of(before);
    List<P> now = after == null ? List.of() : parts.of(after);
    List<P> replaced = new ArrayList<>();
    for (int i = 0; i < old.size(); i++) {
      if (i >= now.size() || !old.get(i).equals(now.get(i))) {
        replaced.add(old.get(i));
      }
    }
    return replaced;
  }

  /** How many parts there will be, if that is fewer than are stored; else -1. */
  <P> int cutTo(Parts<P> parts) {
    int old = before == null ? 0 : parts.of(before).size();
    int now = after == null ? 0 : parts.of(after).size();
    return now < old ? now : -1;
  }
}
