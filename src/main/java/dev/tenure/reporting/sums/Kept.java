package dev.tenure.reporting.sums;

import dev.tenure.reporting.Dimension;

/** By what facts are summed up: each {@link Dimension}, and one pair of them. */
enum Kept {
  ALL,
  QUEUE,
  AGENT,
  NUMBER,
  DIRECTION,
  /** Agents of a queue; the key is {@link #ofQueue}, and the agent behind it. */
  QUEUE_AGENT;

  static Kept of(Dimension dimension) {
    return switch (dimension) {
      case ALL -> ALL;
      case QUEUE -> QUEUE;
      case AGENT -> AGENT;
      case NUMBER -> NUMBER;
      case DIRECTION -> DIRECTION;
    };
  }

  /** How the keys of a queue's agents begin; no text of a phone system holds the separator. */
  static String ofQueue(String queue) {
    return queue + '\u001F';
  }
}
