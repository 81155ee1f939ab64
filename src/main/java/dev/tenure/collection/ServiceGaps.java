package dev.tenure.collection;

import dev.tenure.collection.live.GapStore;
import dev.tenure.platform.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Names the times without service, so that lists and reports don't pretend (C9). */
@Component
public class ServiceGaps {

  private final GapStore store;

  ServiceGaps(GapStore store) {
    this.store = store;
  }

  /**
   * The gaps that touch {@code [from, to)}, oldest first, whole as they are: between two service
   * periods, and from a T that has passed. A customer's time before its first period is none.
   */
  public List<ServiceGap> of(CustomerId customer, Instant from, Instant to) {
    return within(store.gaps(customer), from, to);
  }

  /** The same, with the periods of imported history that overlap it (C10). */
  public List<ServiceGap> withHistory(CustomerId customer, Instant from, Instant to) {
    List<ServiceGap> all = new ArrayList<>(store.imported(customer));
    all.addAll(store.gaps(customer));
    return within(all, from, to);
  }

  private static List<ServiceGap> within(List<ServiceGap> all, Instant from, Instant to) {
    return all.stream()
        .filter(gap -> gap.from().isBefore(to))
        .filter(gap -> gap.to() == null || gap.to().isAfter(from))
        .toList();
  }
}
