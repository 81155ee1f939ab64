package dev.tenure.collection.told;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The customer that gets the events that match a rule of a phone system.
 *
 * @param customer identifies the customer, the same for all of its rules
 * @param since when the customer's present service began, by our clock; null without any
 */
public record Receiver(String customer, @Nullable Instant since) {}
