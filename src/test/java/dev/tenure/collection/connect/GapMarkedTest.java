package dev.tenure.collection.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.LinkedSources.Finding;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.intake.EventDoor;
import dev.tenure.collection.told.Known;
import dev.tenure.collection.told.Told;
import dev.tenure.platform.PlatformClock;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GapMarkedTest {

  private static final SourceId PBX = new SourceId(new UUID(0, 1));
  private static final Link LINK = new Link("pbx", 5038, false, "", "tenure", "hush");
  private static final Instant HEARD = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant NOW = HEARD.plusSeconds(40);

  /** Was heard until a while ago, by a process that is dead. */
  private static final class Before extends Remembered {
    final List<String> gaps = new ArrayList<>();
    final List<Health> saved = new ArrayList<>();

    @Override
    public Optional<Instant> heardUntil(SourceId source) {
      return Optional.of(HEARD);
    }

    @Override
    public void save(SourceId source, Health health) {
      saved.add(health);
    }

    @Override
    public void gap(SourceId source, Instant from, @Nullable Instant to) {
      gaps.add(from + " to " + to);
    }
  }

  /** Nothing is in progress, and the line breaks at once. */
  private static final class Idle implements Conversation, Dialect {
    private final List<Instant> toTell;
    private @Nullable Instant told;

    Idle(Instant... toTell) {
      this.toTell = List.of(toTell);
    }

    @Override
    public Conversation begin(Wire wire, Link link, PlatformClock clock) {
      return this;
    }

    @Override
    public List<Finding> examine(Conversation begun, Link link) {
      return List.of();
    }

    @Override
    public List<Told> restate(Instant theirNow) {
      return List.of();
    }

    @Override
    public List<Told> moved(Instant theirNow) {
      return List.of();
    }

    @Override
    public void nudge() {}

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Duration clockAhead() {
      return Duration.ZERO;
    }

    @Override
    public List<String> advice() {
      return List.of();
    }

    @Override
    public List<Told> resume(Known known, Instant at) {
      return List.of();
    }

    @Override
    public List<Told> hear(Instant theirNow) throws IOException {
      if (told == null && !toTell.isEmpty()) {
        told = toTell.getFirst();
        return List.of();
      }
      throw new EOFException("It closed the connection.");
    }

    @Override
    public Optional<Instant> stamp() {
      return Optional.ofNullable(told);
    }

    @Override
    public Optional<String> complaint() {
      return Optional.empty();
    }

    @Override
    public boolean hasMore() {
      return false;
    }

    @Override
    public List<Told> due(Instant theirNow) {
      return List.of();
    }

    @Override
    public Optional<Instant> untoldSince(Instant theirNow) {
      return Optional.empty();
    }

    @Override
    public int held() {
      return 0;
    }

    @Override
    public long dropped() {
      return 0;
    }
  }

  private static final class Silent implements Wire {
    @Override
    public InputStream in() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream out() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public void close() {}
  }

  @Test
  @DisplayName(
      "C6: the time in which a killed process's successor wasn't there yet is a gap, also when"
          + " nothing is in progress at its end")
  void nothingInProgress() throws InterruptedException {
    Before memory = connected(new Idle(), () -> NOW);

    assertThat(memory.gaps).containsExactly(HEARD + " to " + NOW, NOW + " to null");
    assertThat(memory.saved)
        .filteredOn(health -> health.state() == Health.State.CONNECTED)
        .allSatisfy(health -> assertThat(health.heardUntil()).isEqualTo(NOW));
  }

  @Test
  @DisplayName(
      "C6: what is read late, and lost unread, is in the gap: it begins where the last message that"
          + " was read was made")
  void readLate() throws InterruptedException {
    List<Instant> asked = new ArrayList<>();
    PlatformClock late =
        () -> {
          asked.add(NOW);
          // The snapshot's instant is told early; all that comes is read a good while after it.
          return NOW.plusSeconds(asked.size());
        };
    Instant made = NOW.plusMillis(10);
    Before memory = connected(new Idle(made), late);

    String snapshot = memory.gaps.getFirst().substring((HEARD + " to ").length());
    assertThat(memory.gaps).last().isEqualTo(snapshot + " to null");
  }

  /** Connects once; the line breaks when all is told. */
  private static Before connected(Idle phones, PlatformClock clock) throws InterruptedException {
    Before memory = new Before();
    EventDoor door = (source, events) -> new EventDoor.Tally(events.size(), 0, Map.of());
    Handover handover = new Handover(PBX, door, memory, pause -> {});
    List<PhoneConnector> itself = new ArrayList<>();
    PhoneConnector connector =
        new PhoneConnector(
            PBX,
            LINK,
            phones,
            link -> new Silent(),
            handover,
            memory,
            clock,
            new Retries(new Random(1)),
            pause -> itself.getFirst().stop());
    itself.add(connector);
    connector.run();
    return memory;
  }
}
