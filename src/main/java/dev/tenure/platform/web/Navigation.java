package dev.tenure.platform.web;

import java.util.List;

/**
 * The entries of one area's navigation; each portal provides one as a bean.
 *
 * @param area as in {@link Shell#area()}
 */
public record Navigation(String area, List<Entry> entries) {

  public Navigation {
    entries = List.copyOf(entries);
  }

  /**
   * @param text key of its label
   * @param address where it leads; every address below it marks it as the current one
   * @param grant what one must be allowed to do to see it; empty shows it to all of the area
   */
  public record Entry(String text, String address, String grant) {}
}
