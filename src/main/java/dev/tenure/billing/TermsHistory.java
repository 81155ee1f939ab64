package dev.tenure.billing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** D11: a reseller's terms over time, so that a charge keeps those it was made under. */
public final class TermsHistory {

  /**
   * @param since from when they held
   */
  public record Known(Instant since, Terms terms) {}

  private final List<Known> known;
  private final int closing;
  private final Terms before;
  private final List<Terms> arrears = new ArrayList<>();

  /**
   * Makes it.
   *
   * @param known oldest first, the last one those of now; at least one
   * @param closing index of those under which the month before the next invoice was invoiced: later
   *     charges and credits for its days use these, or those of a licence that was assigned later;
   *     negative when no month has been invoiced yet
   */
  public TermsHistory(List<Known> known, int closing) {
    this.known = List.copyOf(known);
    this.closing = Math.max(0, closing);
    this.before = known.get(this.closing).terms();
    // Days of the month before stay in the zone in which it was invoiced, or first agreed.
    ZoneId counted = before.zone();
    this.known.forEach(each -> arrears.add(each.terms().counting(counted)));
  }

  public List<Known> known() {
    return known;
  }

  /** Terms that never changed. */
  public static TermsHistory always(Terms terms) {
    return new TermsHistory(List.of(new Known(Instant.MIN, terms)), -1);
  }

  /** Those that the period of the next invoice is charged under. */
  public Terms now() {
    return known.getLast().terms();
  }

  /** Those that the month before was invoiced under. */
  public Terms before() {
    return before;
  }

  /** The same, for days of the month before. */
  public Terms nowBefore() {
    return arrears.getLast();
  }

  /** Those that held when a licence was assigned; the oldest for one that is older than all. */
  public Terms given(Instant at) {
    return known.get(place(at)).terms();
  }

  /** Those by which days of the month before are charged for a licence assigned at that instant. */
  public Terms arrears(Instant at) {
    return arrears.get(Math.max(closing, place(at)));
  }

  private int place(Instant at) {
    int place = 0;
    while (place + 1 < known.size() && !known.get(place + 1).since().isAfter(at)) {
      place++;
    }
    return place;
  }

  /** Whether what one customer holds can change what another pays. */
  public boolean byVolume() {
    return known.subList(closing, known.size()).stream()
        .anyMatch(each -> each.terms().plan().byVolume());
  }

  /** The parts whose price has tiers by volume in any terms that a line can still be made under. */
  public Set<PartNumber> partsByVolume() {
    return known.subList(closing, known.size()).stream()
        .flatMap(each -> each.terms().plan().prices().stream())
        .filter(Price::byVolume)
        .map(Price::part)
        .collect(Collectors.toUnmodifiableSet());
  }
}
