package dev.tenure.billing;

import java.time.Instant;
import java.util.List;

/**
 * A price plan with all earlier versions of its prices (D11).
 *
 * @param now with all versions of its prices
 * @param made each of them in the order in which they were written
 */
public record PlanHistory(Plan now, List<Made> made) {

  /**
   * @param version of the plan that it came with
   */
  public record Made(long version, Instant at, Price price) {}

  public PlanHistory {
    made = List.copyOf(made);
  }

  /** The version that held at that instant; zero before the first price. */
  public long version(Instant at) {
    return made.stream()
        .filter(each -> !each.at().isAfter(at))
        .mapToLong(Made::version)
        .max()
        .orElse(0);
  }

  /** Later versions, each once, the oldest first. */
  public List<Made> after(long version) {
    return made.stream()
        .filter(each -> each.version() > version)
        .collect(
            java.util.stream.Collectors.toMap(
                Made::version, each -> each, (one, same) -> one, java.util.TreeMap::new))
        .values()
        .stream()
        .toList();
  }

  /** The plan as of that version. */
  public Plan at(long version) {
    if (made.isEmpty() || version >= made.getLast().version()) {
      return now;
    }
    List<Price> prices =
        made.stream().filter(each -> each.version() <= version).map(Made::price).toList();
    return new Plan(now.id(), now.name(), now.currency(), now.parts(), prices, version);
  }
}
