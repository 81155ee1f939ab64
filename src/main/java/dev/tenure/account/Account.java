package dev.tenure.account;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.time.Instant;

/**
 * A customer's account as read at one instant.
 *
 * @param version to be carried by whatever command its reader gives next (A10)
 * @param readAt the database's clock when it was read; {@link #state()} is the state then
 */
public record Account(
    CustomerId id,
    ResellerId reseller,
    String resellerName,
    CustomerDetails details,
    long version,
    Change lastChange,
    Timeline timeline,
    Instant readAt) {

  public State state() {
    return timeline
        .at(readAt)
        .orElseThrow(
            () -> new IllegalStateException(id + " was read before its creation at " + readAt));
  }

  /** The same account, when nothing of it has changed until a later instant. */
  Account readAt(Instant later) {
    return new Account(id, reseller, resellerName, details, version, lastChange, timeline, later);
  }

  public Status status() {
    return state().status();
  }

  public String name() {
    return details.name();
  }
}
