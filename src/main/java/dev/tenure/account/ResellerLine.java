package dev.tenure.account;

import dev.tenure.platform.ResellerId;
import java.time.Instant;

/**
 * A reseller in Support's list.
 *
 * @param customers how many it has; counted up to 10,001
 */
public record ResellerLine(
    ResellerId id, String name, String country, Status status, Instant createdAt, int customers) {}
