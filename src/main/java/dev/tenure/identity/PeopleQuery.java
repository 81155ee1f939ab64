package dev.tenure.identity;

/**
 * Which people to list.
 *
 * @param text partial match on name, e-mail and state; empty for all
 * @param page from 1
 * @param size 1 to 1000
 */
public record PeopleQuery(String text, Sort sort, boolean descending, int page, int size) {

  /** What can be sorted by. */
  public enum Sort {
    NAME,
    EMAIL,
    STATE,
    LAST_SIGN_IN
  }

  public PeopleQuery {
    text = text.strip();
    page = Math.clamp(page, 1, 1_000_000);
    size = Math.clamp(size, 1, 1000);
  }

  /** The first 50 by name. */
  public static PeopleQuery all() {
    return new PeopleQuery("", Sort.NAME, false, 1, 50);
  }
}
