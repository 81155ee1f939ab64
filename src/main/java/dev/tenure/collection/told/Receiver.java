package dev.tenure.collection.told;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who gets what a rule of a phone system fits.
 *
 * @param customer a word that is the same for all rules of the customer
 * @param since when the customer's present service began, by our clock; null without any
 */
public record Receiver(String customer, @Nullable Instant since) {}
