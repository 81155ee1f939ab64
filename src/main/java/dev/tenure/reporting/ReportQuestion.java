package dev.tenure.reporting;

/**
 * What a report is asked.
 *
 * @param narrowed by what the facts are narrowed; {@link Dimension#ALL} for not at all
 * @param only the key that alone counts; without meaning for {@code ALL}
 * @param agentTime whether agents' time is asked for, which costs more than the rest
 */
public record ReportQuestion(
    DayRange days, Rows rows, Dimension narrowed, String only, boolean agentTime) {

  /** Rejects what can't be answered. */
  public ReportQuestion {
    if (!rows.narrowsTo(narrowed)) {
      throw new IllegalArgumentException("By " + rows + " and narrowed by " + narrowed);
    }
  }
}
