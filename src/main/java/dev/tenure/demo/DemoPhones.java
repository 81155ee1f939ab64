package dev.tenure.demo;

import dev.tenure.demo.DemoFile.PhoneKey;
import dev.tenure.demo.phones.Office;
import dev.tenure.demo.phones.PhoneEvent;
import dev.tenure.demo.phones.SimulatedOffice;
import dev.tenure.platform.PlatformClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lets the simulated offices live and sends what happens in them, when it happens. What happened in
 * the two days before the demo began is sent meanwhile, the newest first. After a pause of the demo
 * the offices go on where they were; of a long pause only its first half hour and its last hours are
 * told.
 */
final class DemoPhones {

  private static final Duration HISTORY = Duration.ofDays(2);
  private static final Duration BUSY_HISTORY = Duration.ofHours(4);
  private static final Duration STRIDE = Duration.ofMinutes(20);
  private static final Duration LONG_PAUSE = Duration.ofHours(12);
  private static final Duration PAUSE_HEAD = Duration.ofMinutes(30);
  private static final Duration PAUSE_TAIL = Duration.ofHours(6);
  private static final Duration NAP = Duration.ofMillis(400);

  private final Map<String, List<SimulatedOffice>> offices = new HashMap<>();
  private final Map<String, IntakeDoor> doors = new HashMap<>();
  private final PlatformClock clock;
  private final Progress progress;
  private final Instant untoldFrom;
  private final Instant untoldUntil;
  private final Instant cursor;

  DemoPhones(
      Instant begun, String url, Map<String, PhoneKey> keys, PlatformClock clock, Path dataDirectory) {
    this.clock = clock;
    this.progress = new Progress(dataDirectory.resolve("demo-progress"));
    Instant start = begun.minus(HISTORY);
    this.cursor = progress.read().filter(start::isBefore).orElse(start);
    boolean longPause =
        cursor.isAfter(begun) && Duration.between(cursor, clock.now()).compareTo(LONG_PAUSE) > 0;
    this.untoldFrom = longPause ? cursor.plus(PAUSE_HEAD) : Instant.MAX;
    this.untoldUntil = longPause ? clock.now().minus(PAUSE_TAIL) : Instant.MAX;
    keys.forEach(
        (reseller, key) -> {
          doors.put(reseller, new IntakeDoor(url, key.key()));
          List<SimulatedOffice> all = new ArrayList<>();
          for (Office office : Objects.requireNonNull(Offices.ALL.get(reseller))) {
            all.add(new SimulatedOffice(office, start, begun.minus(BUSY_HISTORY)));
          }
          offices.put(reseller, all);
        });
  }

  /** Runs until the thread is interrupted. */
  void run() throws InterruptedException {
    // What was acknowledged before is lived through again, silently.
    offices.values().forEach(all -> all.forEach(office -> office.advance(cursor)));
    Deque<Portion> backlog = backlog(clock.now());
    while (!Thread.currentThread().isInterrupted()) {
      Instant now = clock.now();
      for (Map.Entry<String, List<SimulatedOffice>> system : offices.entrySet()) {
        door(system.getKey()).send(told(system.getValue(), now));
      }
      Portion past = backlog.poll();
      if (past != null) {
        door(past.reseller()).send(past.events());
      } else {
        progress.write(now);
        Thread.sleep(NAP);
      }
    }
  }

  /** Some of what happened while nobody sent it. */
  private record Portion(String reseller, Instant from, List<PhoneEvent> events) {}

  /** The newest first, so that live boards are right from the start; order is no matter (C5). */
  private Deque<Portion> backlog(Instant now) {
    List<Portion> portions = new ArrayList<>();
    offices.forEach(
        (reseller, all) -> {
          for (Instant from = cursor; from.isBefore(now); from = from.plus(STRIDE)) {
            Instant until = from.plus(STRIDE);
            List<PhoneEvent> events = told(all, until.isBefore(now) ? until : now);
            portions.add(new Portion(reseller, from, events));
          }
        });
    portions.sort(Comparator.comparing(Portion::from).reversed());
    return new ArrayDeque<>(portions);
  }

  private IntakeDoor door(String reseller) {
    return Objects.requireNonNull(doors.get(reseller));
  }

  private List<PhoneEvent> told(List<SimulatedOffice> all, Instant until) {
    return all.stream()
        .flatMap(office -> office.advance(until).stream())
        .filter(event -> !isUntold(event))
        .sorted(Comparator.comparing(PhoneEvent::at))
        .toList();
  }

  /** A call is told whole or not at all: by when it began, which its reference says. */
  private boolean isUntold(PhoneEvent event) {
    String call = event.fields().get("callRef");
    Instant decisive =
        call == null ? event.at() : Instant.ofEpochMilli(Long.parseLong(call.split("-", -1)[1]));
    return decisive.isAfter(untoldFrom) && decisive.isBefore(untoldUntil);
  }
}
