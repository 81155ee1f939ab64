package dev.tenure.billing.draft;

/**
 * One user's days of one part, as owed and as charged already, and what of both is left to settle.
 */
final class Settling {

  private final Held held;
  private final Days paid;
  private final Days tried;
  private Days owed = Days.none();
  private Days trial = Days.none();
  private Days unused = Days.none();
  private Days spare = Days.none();

  Settling(Held held) {
    this.held = held;
    this.paid = held.paid();
    this.tried = held.tried();
  }

  void owe(Days atThePrice, Days free) {
    owed = owed.or(atThePrice);
    trial = trial.or(free);
  }

  /**
   * D2, D13: a day that an invoice has charged, at the price or at zero, stays so as long as it is
   * held, even if a trial covers it later or no longer does.
   *
   * @param before the days that the invoice before charged in advance
   */
  void settle(Days before) {
    Days both = owed.or(trial);
    unused = paid.and(before).without(both);
    spare = paid.or(tried).and(before).without(both);
    owed = owed.without(paid).without(tried);
    trial = trial.without(paid).without(tried);
  }

  /** D14: days of a moved licence that were charged for the user it came from are paid for. */
  void cover(Settling other) {
    if (other == this || spare.isEmpty()) {
      return;
    }
    Days covered = spare.and(other.owed.or(other.trial));
    other.owed = other.owed.without(covered);
    other.trial = other.trial.without(covered);
    spare = spare.without(covered);
    unused = unused.without(covered);
  }

  Due due() {
    return held.due(owed, trial, unused);
  }
}
