package dev.tenure.support;

import dev.tenure.platform.web.Crumb;
import dev.tenure.platform.web.Page;
import java.util.List;

/** What all pages of billing have in common. */
final class BillingTabs {

  private BillingTabs() {}

  static List<Crumb> of(Page page) {
    return List.of(
        new Crumb(page.text("support.billing.invoices"), Paths.BILLING),
        new Crumb(page.text("support.billing.runs"), Paths.RUNS),
        new Crumb(page.text("support.billing.plans"), Paths.PLANS),
        new Crumb(page.text("support.billing.parts"), Paths.PARTS),
        new Crumb(page.text("support.billing.issuer"), Paths.ISSUER));
  }
}
