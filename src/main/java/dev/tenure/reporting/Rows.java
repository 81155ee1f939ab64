package dev.tenure.reporting;

/** What a report has a row for. */
public sealed interface Rows {

  /** One row for each step of time. */
  record Times(Grain grain) implements Rows {}

  /** One row for each queue, agent, number or direction. */
  record Keys(Dimension dimension) implements Rows {}
}
