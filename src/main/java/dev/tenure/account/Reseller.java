package dev.tenure.account;

import dev.tenure.platform.ResellerId;
import java.time.Instant;
import java.util.List;

/**
 * A reseller's account. It has the same timeline as a customer's, of which only holds are used: a
 * hold stops its own people; its customers go on (A14).
 */
public record Reseller(
    ResellerId id,
    ResellerDetails details,
    long version,
    Change lastChange,
    Timeline timeline,
    Instant readAt) {

  public State state() {
    return timeline.at(readAt).orElseThrow();
  }

  /** The same account, when nothing of it has changed until a later instant. */
  Reseller readAt(Instant later) {
    return new Reseller(id, details, version, lastChange, timeline, later);
  }

  public Status status() {
    return state().status();
  }

  /** The holds that stand now. */
  public List<Hold> holds() {
    return state().holds();
  }
}
