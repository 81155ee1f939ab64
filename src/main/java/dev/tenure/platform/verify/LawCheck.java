package dev.tenure.platform.verify;

import java.util.List;

/**
 * One law, proved on all data there are (F3). A module contributes its checks as beans; {@code
 * ./tenure verify} runs them all.
 */
public interface LawCheck {

  /** The rule's number, for example {@code C1}. */
  String rule();

  /**
   * The law in a few words that read on after the number: {@code no fact outside a service period}.
   */
  String sentence();

  /**
   * Looks at the data and changes nothing. Runs in a read-only transaction of its own that sees one
   * snapshot, perhaps while Tenure serves.
   */
  Outcome run();

  /**
   * What a check found.
   *
   * @param checked how many rows, or whatever the law is about, were looked at
   * @param violations a sentence for each, the first ones at least, naming ids; empty if none
   * @param notes what was kept and yet should be known, a sentence for each
   */
  record Outcome(long checked, List<String> violations, List<String> notes) {

    /** Copies the lists. */
    public Outcome {
      violations = List.copyOf(violations);
      notes = List.copyOf(notes);
    }

    /** Without notes. */
    public Outcome(long checked, List<String> violations) {
      this(checked, violations, List.of());
    }

    /** All that was looked at keeps the law. */
    public static Outcome kept(long checked) {
      return new Outcome(checked, List.of());
    }
  }
}
