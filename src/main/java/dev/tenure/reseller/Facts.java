package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.CollectionFigures;
import dev.tenure.account.LifecyclePreview;

/**
 * What is true of a customer at the moment of asking (G).
 *
 * @param fingerprint of what matters among it
 */
public record Facts(
    Account account, String fingerprint, int peopleSignedIn, CollectionFigures.Figures collection) {

  static Facts of(LifecyclePreview.Preview preview) {
    return new Facts(
        preview.account(), preview.fingerprint(), preview.peopleSignedIn(), preview.figures());
  }
}
