package dev.tenure.billing;

/**
 * Something a user can hold a licence for.
 *
 * @param name as it stands on invoices
 * @param role what its holder is, for example {@code Agent}
 * @param ladder the levels that it belongs to, of which a higher one includes the lower; empty for
 *     none
 * @param rank its place on that ladder, higher includes lower
 */
public record Part(PartNumber number, String name, String role, String ladder, int rank) {

  /** Whether a holder of this part is not charged for the other one beside it. */
  public boolean includes(Part other) {
    return !ladder.isEmpty() && ladder.equals(other.ladder) && rank > other.rank;
  }
}
