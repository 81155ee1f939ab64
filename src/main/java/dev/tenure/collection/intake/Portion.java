package dev.tenure.collection.intake;

import dev.tenure.collection.intake.Backlog.Waiting;
import dev.tenure.platform.CustomerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Some of the calls and agents whose facts are to follow.
 *
 * @param completed the news of which nothing is left when the facts of these are written
 */
record Portion(Collection<Waiting> waiting, Set<UUID> completed) {

  /** All that there is, as another log gives it: its offset says how far facts have followed. */
  static Portion of(News news) {
    Backlog all = new Backlog(() -> 0);
    all.add(news);
    return all.next(Integer.MAX_VALUE);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** In one order always, so that two writers never wait for each other. */
  Set<CustomerId> customers() {
    Set<CustomerId> customers = new TreeSet<>(Comparator.comparing(CustomerId::value));
    waiting.forEach(one -> customers.add(one.of().customer()));
    return customers;
  }

  /** By customer, or if it is one customer's, one by one. */
  List<Collection<Waiting>> parts() {
    boolean several = customers().size() > 1;
    Map<Object, Collection<Waiting>> parts = new LinkedHashMap<>();
    for (Waiting one : waiting) {
      parts
          .computeIfAbsent(several ? one.of().customer() : one.of(), key -> new ArrayList<>())
          .add(one);
    }
    return List.copyOf(parts.values());
  }
}
