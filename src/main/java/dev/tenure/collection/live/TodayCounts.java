package dev.tenure.collection.live;

import dev.tenure.collection.BusinessDay;
import dev.tenure.collection.Measures;
import dev.tenure.collection.SettledQuarters;
import dev.tenure.collection.live.TodayStore.Stretch;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The day's counts, of which those of quarters that stand still are kept: however much happened
 * today, a board counts what happened lately. What is kept is never believed over the database,
 * which says with each reading which quarters still are what they were.
 */
@Component
public class TodayCounts {

  private static final Duration QUARTER = Duration.ofMinutes(15);

  /** What nobody looked at for so long makes room for what somebody looks at. */
  private static final Duration KEPT = Duration.ofMinutes(2);

  private final TodayStore store;
  private final SettledQuarters settled;
  private final Map<CustomerId, Kept> kept = new ConcurrentHashMap<>();

  TodayCounts(TodayStore store, SettledQuarters settled) {
    this.store = store;
    this.settled = settled;
  }

  /**
   * A customer's quarters that stand still.
   *
   * @param read when it was last
   * @param by what is in time and what is short depends on them
   * @param marks of the quarters
   * @param total of all of them
   */
  private record Kept(
      Instant read,
      Measures by,
      Map<Instant, String> marks,
      Map<Instant, DayCounts> quarters,
      DayCounts total) {

    static final Kept NOTHING =
        new Kept(Instant.EPOCH, Measures.usual(), Map.of(), Map.of(), DayCounts.none());

    boolean isLate(Instant now) {
      return now.isAfter(read.plus(KEPT));
    }
  }

  /** The day's counts as of the caller's snapshot, which has to be one. */
  public DayCounts of(CustomerId customer, BusinessDay day, Measures measures, Instant now) {
    Map<Instant, String> marks = settled.between(customer, day.from(), day.to());
    Kept before = before(customer, measures, now);
    Map<Instant, DayCounts> known = new HashMap<>();
    marks.forEach((quarter, mark) -> {
      if (mark.equals(before.marks().get(quarter))) {
        known.put(quarter, before.quarters().get(quarter));
      }
    });
    List<Stretch> stretches = stretches(day, marks, known);
    DayCounts lately = DayCounts.none();
    List<DayCounts> counted = count(customer, stretches, measures);
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      if (marks.containsKey(stretch.from())) {
        known.put(stretch.from(), counted.get(i));
      } else {
        lately = lately.plus(counted.get(i));
      }
    }
    DayCounts total =
        marks.equals(before.marks())
            ? before.total()
            : known.values().stream().reduce(DayCounts.none(), DayCounts::plus);
    kept.put(customer, new Kept(now, measures, marks, known, total));
    return total.plus(lately);
  }

  private Kept before(CustomerId customer, Measures measures, Instant now) {
    Kept before = kept.get(customer);
    if (before == null) {
      kept.values().removeIf(each -> each.isLate(now));
    }
    return before == null || !before.by().equals(measures) ? Kept.NOTHING : before;
  }

  /** What has to be counted: each quarter that stands still by itself, others as they adjoin. */
  private static List<Stretch> stretches(
      BusinessDay day, Map<Instant, String> marks, Map<Instant, DayCounts> known) {
    List<Stretch> stretches = new ArrayList<>();
    Instant moving = day.from();
    for (Instant at = day.from(); at.isBefore(day.to()); at = at.plus(QUARTER)) {
      if (marks.containsKey(at)) {
        if (moving.isBefore(at)) {
          stretches.add(new Stretch(moving, at));
        }
        moving = at.plus(QUARTER);
        if (!known.containsKey(at)) {
          stretches.add(new Stretch(at, moving));
        }
      }
    }
    if (moving.isBefore(day.to())) {
      stretches.add(new Stretch(moving, day.to()));
    }
    return stretches;
  }

  private List<DayCounts> count(CustomerId customer, List<Stretch> stretches, Measures measures) {
    List<DayCounts> counts = new ArrayList<>();
    if (!stretches.isEmpty()) {
      var visits = store.visits(customer, stretches, measures);
      var offers = store.offers(customer, stretches);
      var lastCalls = store.lastCalls(customer, stretches);
      for (int i = 0; i < stretches.size(); i++) {
        counts.add(
            new DayCounts(
                visits.get(i).byQueue(), visits.get(i).byAgent(), offers.get(i), lastCalls.get(i)));
      }
    }
    return counts;
  }
}
