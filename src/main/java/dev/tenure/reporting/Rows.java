package dev.tenure.reporting;

/** What a report has a row for. */
public sealed interface Rows {

  /**
   * Whether a report with these rows can be narrowed by that: rows of time by anything, agents by
   * queue. Sums aren't kept by other pairs.
   */
  default boolean narrowsTo(Dimension dimension) {
    return switch (this) {
      case Times times -> true;
      case Keys(Dimension rows) ->
          dimension == Dimension.ALL || (rows == Dimension.AGENT && dimension == Dimension.QUEUE);
    };
  }

  /** One row for each step of time. */
  record Times(Grain grain) implements Rows {}

  /** One row for each queue, agent, number or direction. */
  record Keys(Dimension dimension) implements Rows {}
}
