package dev.tenure.collection.intake;

import dev.tenure.collection.model.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which events are kept (C3). Decided by when they occurred; when they came matters only for what
 * ended: until T + settlement they are taken, from then on the period is sealed.
 *
 * @param settlement how long after T events from before T are still taken; zero is allowed
 */
record Gate(Duration settlement) {

  private static final Duration FASTEST_CLOCK = Duration.ofHours(24);

  /** The answer for one event. */
  sealed interface Verdict {
    /** It belongs to that period. */
    record Keep(Service service) implements Verdict {}

    /** It is not kept. */
    record Turn(Reason reason, String sentence) implements Verdict {}
  }

  /**
   * Judges an event.
   *
   * @param past whether it was imported: only such events are stored in imported history (C10)
   */
  Verdict judge(
      Instant occurredAt, List<Service> services, PeriodStore.Reading reading, boolean past) {
    Instant now = reading.now();
    if (occurredAt.isAfter(reading.latest().plus(FASTEST_CLOCK))) {
      return new Verdict.Turn(
          Reason.MALFORMED,
          "It occurred at %s, more than 24 hours ahead of %s; set the phone system's clock."
              .formatted(occurredAt, reading.latest()));
    }
    Optional<Service> service =
        services.stream()
            .filter(s -> s.contains(occurredAt) && (past || !s.imported()))
            .findFirst();
    if (service.isEmpty()) {
      return new Verdict.Turn(
          Reason.OUTSIDE_SERVICE,
          "It occurred at %s, when the customer had no service.".formatted(occurredAt));
    }
    // Imported history can be filled as long as the customer is served, so its last period decides.
    Service deciding =
        service.get().imported()
            ? services.stream().filter(s -> !s.imported()).reduce((a, b) -> b).orElse(service.get())
            : service.get();
    Optional<Instant> sealed = deciding.cutAt().map(end -> end.plus(settlement));
    if (sealed.isPresent() && !now.isBefore(sealed.get())) {
      return new Verdict.Turn(
          Reason.TOO_LATE,
          "Service ended at %s and the account was sealed at %s."
              .formatted(deciding.until(), sealed.get()));
    }
    return new Verdict.Keep(service.get());
  }
}
