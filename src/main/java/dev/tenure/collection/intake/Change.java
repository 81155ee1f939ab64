package dev.tenure.collection.intake;

import dev.tenure.collection.model.AgentOffer;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.QueueVisit;
import dev.tenure.collection.model.Segment;
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
record Change(
    CallKey key,
    UUID id,
    @Nullable Call before,
    @Nullable Call after,
    Parts<Segment> segments,
    Parts<QueueVisit> visits,
    Parts<AgentOffer> offers) {

  static Change of(CallKey key, UUID id, @Nullable Call before, @Nullable Call after) {
    return new Change(
        key,
        id,
        before,
        after,
        parts(key, id, before, after, Call::segments),
        parts(key, id, before, after, Call::visits),
        parts(key, id, before, after, Call::offers));
  }

  /** One of a call's segments, visits or offers, by its order from 1. */
  record Part<P>(UUID call, CallKey key, int seq, P part) {}

  /**
   * What becomes of a call's parts of one kind.
   *
   * @param fresh those that have no row yet
   * @param changed those whose row is to be another one
   * @param replaced as they are stored and won't be any longer
   * @param left how many there will be, if that is fewer than are stored; else -1
   */
  record Parts<P>(List<Part<P>> fresh, List<Part<P>> changed, List<P> replaced, int left) {}

  private interface Kind<P> {
    List<P> of(Call call);
  }

  private static <P> Parts<P> parts(
      CallKey key, UUID id, @Nullable Call before, @Nullable Call after, Kind<P> kind) {
    List<P> old = before == null ? List.of() : kind.of(before);
    List<P> now = after == null ? List.of() : kind.of(after);
    List<Part<P>> fresh = new ArrayList<>(0);
    List<Part<P>> changed = new ArrayList<>(0);
    List<P> replaced = new ArrayList<>(0);
    for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
      if (i >= old.size()) {
        fresh.add(new Part<>(id, key, i + 1, now.get(i)));
      } else if (i >= now.size()) {
        replaced.add(old.get(i));
      } else if (!old.get(i).equals(now.get(i))) {
        replaced.add(old.get(i));
        changed.add(new Part<>(id, key, i + 1, now.get(i)));
      }
    }
    return new Parts<>(fresh, changed, replaced, now.size() < old.size() ? now.size() : -1);
  }

  /** Whether the call itself is stored otherwise, apart from its parts. */
  boolean changesCall() {
    return before == null || after == null || !before.isSameApartFromParts(after);
  }
}
