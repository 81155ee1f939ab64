package dev.tenure.platform.web;

/**
 * What stands below a table that is shown page by page.
 *
 * @param summary which rows of how many these are, in words
 * @param previous the address of the page before, empty for none; {@code next} likewise
 */
public record Foot(String summary, String previous, String next) {

  /**
   * The foot of a page of rows.
   *
   * @param here the address that reproduces the table, whose {@code at} is the page
   * @param at the page, from 1
   * @param size how many rows a full page has
   * @param shown how many this one has
   */
  public static Foot of(Page page, Address here, int at, int size, int shown, long total) {
    long before = (at - 1L) * size;
    return new Foot(
        page.text(
            "platform.table.count",
            page.formats().number(shown == 0 ? 0 : before + 1),
            page.formats().number(shown == 0 ? 0 : before + shown),
            page.formats().number(total)),
        at > 1 ? turn(here, at - 1) : "",
        before + shown < total ? turn(here, at + 1) : "");
  }

  private static String turn(Address here, int page) {
    return here.with("at", page == 1 ? "" : Integer.toString(page)).toString();
  }
}
