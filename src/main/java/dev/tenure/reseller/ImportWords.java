package dev.tenure.reseller;

import dev.tenure.collection.ImportState;
import dev.tenure.platform.web.Page;
import java.util.Locale;

/** How the states of imports look. */
public final class ImportWords {

  private ImportWords() {}

  /** The state in words. */
  public static String state(Page page, ImportState state) {
    return page.text("reseller.import.state." + state.name().toLowerCase(Locale.ROOT));
  }

  /** The reason of a skipped line, or a remark, with the event's name if there is one. */
  public static String reason(Page page, String word) {
    int colon = word.indexOf(':');
    return colon < 0
        ? page.text("reseller.import.reason." + word)
        : page.text("reseller.import.reason." + word.substring(0, colon))
            + " ("
            + word.substring(colon + 1)
            + ")";
  }

  /** The badge's colour. */
  public static String tone(ImportState state) {
    return switch (state) {
      case DONE -> "ok";
      case RUNNING -> "info";
      case BROKEN -> "bad";
      case SILENT -> "hold";
    };
  }
}
