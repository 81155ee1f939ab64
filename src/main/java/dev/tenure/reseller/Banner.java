package dev.tenure.reseller;

import dev.tenure.platform.web.Crumb;
import gg.jte.Content;
import java.util.List;

/** A fact at the top of a customer's pages that is never missing while it is true. */
public record Banner(String tone, Content text, List<Crumb> links) {

  public Banner {
    links = List.copyOf(links);
  }
}
