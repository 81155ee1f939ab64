package dev.tenure.life;

import dev.tenure.platform.web.Crumb;
import gg.jte.Content;
import java.util.List;

/**
 * A fact at the top of an account's pages that is never missing while it is true.
 *
 * @param links what the reader can do about it
 */
public record Banner(String tone, Content text, List<Crumb> links) {

  public Banner {
    links = List.copyOf(links);
  }

  /** A fact that the reader can do nothing about from here. */
  public static Banner of(String tone, Content text) {
    return new Banner(tone, text, List.of());
  }
}
