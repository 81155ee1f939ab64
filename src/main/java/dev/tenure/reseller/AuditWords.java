package dev.tenure.reseller;

import dev.tenure.account.ReasonCode;
import dev.tenure.platform.web.Page;

/** The trail's stable words as people read them. */
public final class AuditWords {

  private AuditWords() {}

  /** A reason whose code stands in front of its text, with the code in words. */
  public static String reason(Page page, String recorded) {
    for (ReasonCode code : ReasonCode.values()) {
      String rest =
          recorded.startsWith(code.name()) ? recorded.substring(code.name().length()) : "-";
      if (rest.isEmpty() || rest.startsWith(":")) {
        return page.text("reseller.reason." + code) + rest;
      }
    }
    return recorded;
  }
}
