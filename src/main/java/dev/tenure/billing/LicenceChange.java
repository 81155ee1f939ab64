package dev.tenure.billing;

import dev.tenure.platform.CustomerId;
import java.time.LocalDate;

/**
 * A licence to be given or taken away.
 *
 * @param give else it is taken away
 * @param on first day that it is held, or that it is no longer held; of the reseller's zone
 */
public record LicenceChange(
    CustomerId customer, HolderId holder, PartNumber part, boolean give, LocalDate on) {}
