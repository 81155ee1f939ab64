package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.CollectionFigures;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a customer at the moment of asking (G).
 *
 * @param fingerprint of what matters among it; null where nothing does
 */
public record Facts(
    Account account,
    @Nullable String fingerprint,
    int peopleSignedIn,
    CollectionFigures.Figures collection) {}
