package dev.tenure.billing.draft;

import dev.tenure.billing.Part;
import dev.tenure.billing.PartNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parts of which a higher level includes the lower. */
final class Levels {

  private final Map<PartNumber, List<Part>> ladders = new HashMap<>();
  private final Map<PartNumber, Part> parts = new HashMap<>();

  Levels(Collection<Part> all) {
    for (Part part : all) {
      parts.put(part.number(), part);
      if (!part.ladder().isEmpty()) {
        ladders.put(
            part.number(),
            all.stream()
                .filter(other -> other.ladder().equals(part.ladder()))
                .filter(other -> !other.number().equals(part.number()))
                .toList());
      }
    }
  }

  /** What the same user holds of the other levels. */
  List<Held> beside(Held held, Map<Dues.Key, Held> all) {
    List<Part> ladder = ladders.getOrDefault(held.part(), List.of());
    if (ladder.isEmpty()) {
      return List.of();
    }
    List<Held> found = new ArrayList<>(ladder.size());
    for (Part other : ladder) {
      Held beside = all.get(new Dues.Key(held.holder(), other.number()));
      if (beside != null) {
        found.add(beside);
      }
    }
    return found;
  }

  /** While a higher level is held, and worth charging, the lower one isn't charged. */
  Days withoutIncluded(Held held, int month, Map<Dues.Key, Held> all) {
    Days left = held.worth(month);
    if (left.isEmpty()) {
      return left;
    }
    for (Held other : beside(held, all)) {
      if (includes(other.part(), held.part())) {
        left = left.without(other.worth(month));
      }
    }
    return left;
  }

  private boolean includes(PartNumber higher, PartNumber lower) {
    Part above = parts.get(higher);
    Part below = parts.get(lower);
    return above != null && below != null && above.includes(below);
  }
}
