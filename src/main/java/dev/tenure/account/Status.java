package dev.tenure.account;

/** The three statuses there are (A1), in the order in which a list shows them. */
public enum Status {
  ACTIVE(new Dials(true, true, true)),
  DISABLED(new Dials(false, true, true)),
  TERMINATED(new Dials(false, false, false));

  private final Dials dials;

  Status(Dials dials) {
    this.dials = dials;
  }

  /** The table of A4; each subsystem reads its own dial and nothing else. */
  public Dials dials() {
    return dials;
  }
}
