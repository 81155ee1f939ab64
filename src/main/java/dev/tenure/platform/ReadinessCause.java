package dev.tenure.platform;

import java.util.Optional;

/**
 * Something that readiness shows: a bean of any module. It is asked about once a second at most, on
 * a thread of its own, and answers without waiting for anything but the database.
 */
public interface ReadinessCause {

  /**
   * A finding.
   *
   * @param word stable, in lower case with hyphens, such as {@code clock-doubt}; everybody can read
   *     it, so it reveals nothing more
   * @param seals whether this node should be sent no requests; otherwise it is only shown
   */
  record Finding(String word, boolean seals) {

    public Finding {
      if (!word.matches("[a-z]+(-[a-z]+)*")) {
        throw new IllegalArgumentException("Not a word for everybody: " + word);
      }
    }
  }

  /** The finding at this moment; empty when all is well. */
  Optional<Finding> finding();
}
