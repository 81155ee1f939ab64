package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.BillingFigures;
import dev.tenure.account.CollectionFigures;
import dev.tenure.account.LifecyclePreview;
import dev.tenure.platform.Outlook;

/**
 * What is true of a customer at the moment of asking (G).
 *
 * @param fingerprint of what matters among it
 * @param invoice its part of the next invoice before and after; nothing when nothing is charged
 */
public record Facts(
    Account account,
    String fingerprint,
    int peopleSignedIn,
    CollectionFigures.Figures collection,
    Outlook<BillingFigures.NextInvoice> invoice) {

  static Facts of(LifecyclePreview.Preview preview) {
    return new Facts(
        preview.account(),
        preview.fingerprint(),
        preview.peopleSignedIn(),
        preview.figures(),
        preview.invoice());
  }
}
