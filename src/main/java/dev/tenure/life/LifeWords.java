package dev.tenure.life;

import dev.tenure.account.HoldOwner;
import dev.tenure.account.Reason;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.Status;
import dev.tenure.platform.web.Page;

/**
 * Words that differ with who reads them: {@code reseller.owner.RESELLER} is "your organisation".
 */
public final class LifeWords {

  private LifeWords() {}

  /** Who placed a hold. */
  public static String owner(Page page, HoldOwner owner) {
    return page.text(page.shell().area() + ".owner." + owner);
  }

  /** The status itself. */
  public static String status(Page page, Status status) {
    return page.text(page.shell().area() + ".status." + status);
  }

  /** "missed payment: invoice 2026-1041 overdue". */
  public static String reason(Page page, Reason reason) {
    String listed = listed(page, reason.code());
    if (reason.text().isEmpty()) {
      return listed;
    }
    return reason.code() == ReasonCode.OTHER ? reason.text() : listed + ": " + reason.text();
  }

  static String listed(Page page, ReasonCode code) {
    return page.text(page.shell().area() + ".reason." + code);
  }

  static String tone(Status status) {
    return switch (status) {
      case ACTIVE -> "ok";
      case DISABLED -> "hold";
      case TERMINATED -> "end";
    };
  }
}
