package dev.tenure.audit;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where everything that must be provable afterwards is written down (F1). */
@Component
public class AuditTrail {

  private final AuditStore store;

  AuditTrail(AuditStore store) {
    this.store = store;
  }

  /**
   * Appends the entry to its chain within the caller's transaction, or in one of its own when there
   * is none; the instant is the database's (A9). The chain's head stays locked until commit.
   */
  @Transactional
  public void record(AuditEntry entry) {
    store.append(entry);
  }
}
