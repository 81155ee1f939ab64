package dev.tenure.collection.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.intake.EventDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

class StoringTest {

  private static final SourceId ONE = new SourceId(new UUID(0, 1));

  private final Remembered memory = new Remembered();
  private final List<String> stored = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();

  private static List<CanonicalEvent> events(int count) {
    return IntStream.range(0, count)
        .mapToObj(i ->
            new CanonicalEvent("e" + i, "CallEnded", Instant.EPOCH, "", Map.of("callRef", "c" + i)))
        .toList();
  }

  private Storing storing(EventDoor door) {
    return new Storing(ONE, door, memory, pauses::add);
  }

  private EventDoor.Tally keep(List<CanonicalEvent> events) {
    events.forEach(event -> stored.add(event.id()));
    return new EventDoor.Tally(events.size(), 0, Map.of());
  }

  @Test
  @DisplayName("C6, C7: an event that can never be stored keeps out no other, and is counted")
  void poison() throws InterruptedException {
    Storing storing =
        storing((source, events) -> {
          if (events.stream().anyMatch(event -> event.id().equals("e637"))) {
            throw new DataIntegrityViolationException("never");
          }
          return keep(events);
        });

    storing.store(events(1000));

    assertThat(stored).hasSize(999).doesNotHaveDuplicates().doesNotContain("e637");
    assertThat(memory.givenUp).isEqualTo(1);
    assertThat(storing.trouble()).hasValueSatisfying(said -> assertThat(said).startsWith("1 of"));
  }

  @Test
  @DisplayName("C6: as long as it is the database that is gone, nothing is given up")
  void gone() throws InterruptedException {
    int[] tries = {0};
    Storing storing =
        storing((source, events) -> {
          if (++tries[0] < 200) {
            throw new DataAccessResourceFailureException("gone");
          }
          return keep(events);
        });

    storing.store(events(3));

    assertThat(stored).containsExactly("e0", "e1", "e2");
    assertThat(memory.givenUp).isZero();
    assertThat(storing.trouble()).isEmpty();
    assertThat(pauses).hasSize(199).allMatch(pause -> pause.compareTo(Duration.ofSeconds(5)) <= 0);
  }
}
