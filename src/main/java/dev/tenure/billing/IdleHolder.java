package dev.tenure.billing;

import dev.tenure.platform.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user who holds licences and doesn't use them.
 *
 * @param since when they were last seen, or invited; null where nothing of it is known
 * @param parts names of what they hold today or later
 * @param monthly what the next invoice charges for a whole month; empty when that can't be worked
 *     out now
 */
public record IdleHolder(
    CustomerId customer,
    String customerName,
    HolderId holder,
    String name,
    Why why,
    @Nullable Instant since,
    List<String> parts,
    Optional<Money> monthly) {

  /** Why a user counts as inactive. */
  public enum Why {
    /** Deactivated: can't sign in. */
    DEACTIVATED,
    /** Invited, and never activated. */
    NEVER_ACTIVATED,
    /** No phone system reported the agent lately. */
    NOT_SEEN
  }

  public IdleHolder {
    parts = List.copyOf(parts);
  }
}
