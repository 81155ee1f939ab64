package dev.tenure.platform;

/** Carries a {@link Refusal} out of a transaction, which it rolls back, to the edge. */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  public Refused(Refusal refusal) {
    super(refusal.code() + ": " + refusal.sentence(), null, false, false);
    this.refusal = refusal;
  }

  Refused(Refusal refusal, Exception cause) {
    super(refusal.code() + ": " + refusal.sentence(), cause);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
