package dev.tenure.reporting;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** By what facts can be told apart besides time. */
public enum Dimension {
  /** All together; its only key is empty. */
  ALL,
  /** A visit's queue; a call's last one. Empty for calls that reached none. */
  QUEUE,
  /** Who answered a visit, was offered it, or took a call last. Empty for nobody. */
  AGENT,
  /**
   * The customer's own number: the called one of calls that the phone system tells as inbound, else
   * the caller's.
   */
  NUMBER,
  /**
   * A call's direction, by the name of a {@code CallDirection}, and by what the customer calls
   * internal at present.
   */
  DIRECTION;

  /** The dimension of that word, or empty for a word that none has. */
  public static Optional<Dimension> of(String word) {
    return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** As it stands in an address. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the measure can be told by this: agents' time belongs to no queue or number. */
  public boolean tells(Measure measure) {
    return measure.counts() != Measure.Of.AGENTS || this == ALL || this == AGENT;
  }
}
