package dev.tenure.account;

/**
 * How many customers match the text, by status; each counted up to {@link #MOST} and no further.
 */
public record GridCounts(int active, int disabled, int terminated) {

  /** A count of this many means "this many or more". */
  public static final int MOST = 10_000;
}
