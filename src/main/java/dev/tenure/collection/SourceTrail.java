package dev.tenure.collection;

import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down what people do with phone systems (F1), and refuses what comes too late (A10). */
@Component
public class SourceTrail {

  private final SourceStore store;
  private final AuditTrail trail;

  SourceTrail(SourceStore store, AuditTrail trail) {
    this.store = store;
    this.trail = trail;
  }

  /**
   * The source goes on to its next version, which is the actor's.
   *
   * @throws Refused as a conflict, when it isn't any more as the actor saw it
   */
  public void next(Source source, long seenVersion, Actor actor) {
    if (store.nextVersion(source.id(), seenVersion, actor.name())) {
      return;
    }
    Source now = store.find(source.id()).orElseThrow(SourceId::unknown);
    Source.Change change = now.lastChange();
    throw new Refused(
        new Refusal.Conflict(
            "source-changed",
            "%s was changed meanwhile%s, at %s. Nothing was done; look again and decide."
                .formatted(
                    now.name(), change.by().isEmpty() ? "" : " by " + change.by(), change.at()),
            "changed",
            change.by().isEmpty() ? null : change.by(),
            change.at()));
  }

  /** What was done, without secrets. */
  public void record(
      String action,
      Actor actor,
      Source source,
      @Nullable CustomerId customer,
      String before,
      String after) {
    trail.record(
        new AuditEntry(
            customer == null ? source.reseller().value() : customer.value(),
            action,
            "done",
            actor,
            source.reseller(),
            customer,
            source.name(),
            "",
            before.strip(),
            after.strip(),
            Audience.RESELLER));
  }
}
