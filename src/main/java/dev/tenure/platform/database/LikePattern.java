package dev.tenure.platform.database;

/** Patterns for SQL's LIKE and ILIKE. */
public final class LikePattern {

  private LikePattern() {}

  /** Matches whatever holds the text, in which no character has a meaning of its own. */
  public static String containing(String text) {
    return "%" + text.replaceAll("[\\\\%_]", "\\\\$0") + "%";
  }
}
