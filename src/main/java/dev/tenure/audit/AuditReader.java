package dev.tenure.audit;

import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the trail for people, each of whom sees only what is theirs (F1). */
@Component
public class AuditReader {

  private final AuditReadStore store;

  AuditReader(AuditReadStore store) {
    this.store = store;
  }

  /** One page, newest first; its price doesn't depend on how deep it lies. */
  public AuditPage page(AuditQuery query) {
    return store.page(query);
  }

  /**
   * Hands every matching entry to {@code sink}, newest first, from one snapshot and without holding
   * them all in memory; the query's cursor and size are ignored.
   */
  @Transactional(readOnly = true)
  public void each(AuditQuery query, Consumer<AuditLine> sink) {
    store.each(query, sink);
  }
}
