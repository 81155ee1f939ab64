package dev.tenure.audit;

import org.springframework.stereotype.Component;

/** Where everything that must be provable afterwards is written down (F1). */
@Component
public class AuditTrail {

  private final AuditStore store;
  private final TrailBell bell;

  AuditTrail(AuditStore store, TrailBell bell) {
    this.store = store;
    this.bell = bell;
  }

  /**
   * Appends the entry to its chain with the caller's commit, or at once when there is no
   * transaction; the instant is the database's (A9). The chain's head is locked from then on.
   */
  public void record(AuditEntry entry) {
    store.append(entry);
    bell.ring(entry.chain());
  }
}
