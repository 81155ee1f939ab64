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
