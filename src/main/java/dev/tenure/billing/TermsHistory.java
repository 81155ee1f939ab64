package dev.tenure.billing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** D11: a reseller's terms as they came to be, so that a charge keeps those it was made under. */
public final class TermsHistory {

  /**
   * @param since when they began to hold
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
   * @param closing place of those under which the month before the next invoice was invoiced: all
   *     that is charged or given back for its days later is so at these, or at those of a licence
   *     that was given later; less than nought when no month was invoiced yet
   */
  public TermsHistory(List<Known> known, int closing) {
    this.known = List.copyOf(known);
    this.closing = Math.max(0, closing);
    this.before = known.get(this.closing).terms();
    // Days of the month before are counted as they were when it was invoiced, or first agreed on.
    ZoneId counted = before.zone();
    this.known.forEach(each -> arrears.add(each.terms().counting(counted)));
  }

  public List<Known> known() {
    return known;
  }

  /** Terms that never were other ones. */
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

  /** Those that held when a licence was given; the oldest for one that is older still. */
  public Terms given(Instant at) {
    return known.get(place(at)).terms();
  }

  /** Those that days of the month before cost for a licence that was given at that instant. */
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
}
