package dev.tenure.collection;

import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.collection.live.SettingsStore;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a customer's people set for themselves: measures and thresholds. Whoever calls has checked
 * the actor's permission. Every change and every refused one is recorded (F1).
 */
@Component
public class CustomerSettings {

  private final SettingsStore store;
  private final AuditTrail trail;
  private final TransactionTemplate transaction;
  private final CallSignals signals;
  private final ObjectProvider<QueueSums> sums;

  CustomerSettings(
      SettingsStore store,
      AuditTrail trail,
      TransactionTemplate transaction,
      CallSignals signals,
      ObjectProvider<QueueSums> sums) {
    this.sums = sums;
    this.store = store;
    this.trail = trail;
    this.transaction = transaction;
    this.signals = signals;
  }

  /**
   * The settings as they stand.
   *
   * @param version to be carried by whoever changes them (A10); 0 before the first change
   * @param changedBy empty before the first change
   */
  public record Present(
      Measures measures,
      List<Threshold> thresholds,
      long version,
      String changedBy,
      Instant changedAt) {

    /** Copies the list. */
    public Present {
      thresholds = List.copyOf(thresholds);
    }
  }

  /** The customer's settings; the usual ones where it has set nothing. */
  public Present of(CustomerId customer) {
    return store.read(customer);
  }

  /**
   * Sets the measures; equal ones change nothing.
   *
   * @return whether anything was changed
   * @throws Refused as {@code settings-changed} if they changed after the version was read (A10)
   */
  public boolean setMeasures(CustomerId customer, Measures measures, long seen, Actor actor) {
    return run(
        "settings.measures",
        customer,
        seen,
        actor,
        present -> {
          if (measures.equals(present.measures())) {
            return null;
          }
          store.writeMeasures(customer, measures, actor.name());
          Set<String> changed = changed(present.measures(), measures);
          if (!changed.isEmpty()) {
            sums.forEach(each -> each.wrapUpChanges(customer, changed));
            store.writeQueueWrapUps(customer, measures.queueWrapUps());
          }
          return new Words(words(present.measures()), words(measures));
        });
  }

  /** The queues whose own wrap-up is added, changed or removed. */
  private static Set<String> changed(Measures before, Measures after) {
    Set<String> queues = new TreeSet<>(before.queueWrapUps().keySet());
    queues.addAll(after.queueWrapUps().keySet());
    queues.removeIf(
        queue -> Objects.equals(before.queueWrapUps().get(queue), after.queueWrapUps().get(queue)));
    return queues;
  }

  /** Sets all thresholds, as {@link #setMeasures} sets the measures. */
  public boolean setThresholds(
      CustomerId customer, List<Threshold> thresholds, long seen, Actor actor) {
    return run(
        "settings.thresholds",
        customer,
        seen,
        actor,
        present -> {
          if (thresholds.equals(present.thresholds())) {
            return null;
          }
          store.writeThresholds(customer, thresholds, actor.name());
          return new Words(words(present.thresholds()), words(thresholds));
        });
  }

  /** Before and after, as the trail keeps them. */
  private record Words(String before, String after) {}

  @FunctionalInterface
  private interface Writing {
    @org.jspecify.annotations.Nullable
    Words write(Present present);
  }

  private boolean run(String action, CustomerId customer, long seen, Actor actor, Writing writing) {
    try {
      boolean done =
          Objects.requireNonNull(
              transaction.execute(status -> {
                Present present = store.lock(customer);
                check(present, seen);
                Words words = writing.write(present);
                if (words != null) {
                  trail.record(entry(action, "done", customer, actor, words));
                }
                return words != null;
              }));
      if (done) {
        signals.tell(List.of(customer));
      }
      return done;
    } catch (Refused refused) {
      // It has undone its transaction, and is written down in one of its own.
      trail.record(entry(action, refused.refusal().code(), customer, actor, new Words("", "")));
      throw refused;
    }
  }

  private static void check(Present present, long seen) {
    if (present.version() != seen) {
      throw new Refused(
          new Refusal.Conflict(
              "settings-changed",
              "%s changed the settings meanwhile. Nothing was saved; compare, and save again."
                  .formatted(present.changedBy()),
              "settings",
              present.changedBy(),
              present.changedAt()));
    }
  }

  private static AuditEntry entry(
      String action, String outcome, CustomerId customer, Actor actor, Words words) {
    return new AuditEntry(
        customer.value(),
        action,
        outcome,
        actor,
        actor.reseller(),
        customer,
        "",
        "",
        words.before(),
        words.after(),
        Audience.CUSTOMER);
  }

  private static String words(Measures measures) {
    return "service level %d s, short abandon %d s, wrap-up %d s%s, day starts %s, internal up to %d digits%s"
        .formatted(
            measures.serviceLevel().toSeconds(),
            measures.shortAbandon().toSeconds(),
            measures.wrapUp().toSeconds(),
            measures.queueWrapUps().entrySet().stream()
                .map(
                    each -> ", after %s %d s".formatted(each.getKey(), each.getValue().toSeconds()))
                .collect(Collectors.joining()),
            measures.dayStart(),
            measures.internalDigits(),
            measures.internalPrefixes().isEmpty()
                ? ""
                : " or beginning " + String.join(", ", measures.internalPrefixes()));
  }

  private static String words(List<Threshold> thresholds) {
    return thresholds.isEmpty()
        ? "no thresholds"
        : thresholds.stream()
            .map(each ->
                "%s %s %d%s: %s%s"
                    .formatted(
                        each.figure(),
                        each.comparison(),
                        each.bound(),
                        each.upper() == null ? "" : "–" + each.upper(),
                        each.tone(),
                        each.word().isEmpty() ? "" : " “" + each.word() + "”"))
            .collect(Collectors.joining("; "));
  }
}
