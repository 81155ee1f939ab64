package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.springframework.dao.DuplicateKeyException;

@DisplayName("A log that is read again from an earlier offset whenever its reader dies")
class ReplayedLogTest extends EventDoorContract {

  private final EventDoor log = new Log();

  @Override
  EventDoor door() {
    return log;
  }

  /** Another log than the journal's own lanes: it feeds the same work, at least once. */
  private final class Log implements EventDoor {

    private final List<Parcel> records = new ArrayList<>();
    private final Random deaths = new Random(3);
    private Memory memory = new Memory(100);

    @Override
    public synchronized Tally take(SourceId source, List<CanonicalEvent> events) {
      OpenSource open = world.the(SourceKeyStore.class).of(source).orElseThrow();
      List<Piece.Read> pieces = new ArrayList<>();
      Map<String, Integer> turned = new HashMap<>();
      for (CanonicalEvent event : events) {
        switch (event.piece(pieces.size() + 1)) {
          case Piece.Read read -> pieces.add(read);
          case Piece.Unreadable bad -> turned.merge(Reason.MALFORMED.word(), 1, Integer::sum);
        }
      }
      Parcel record = new Parcel(0, open, false, pieces, turned);
      records.add(record);
      Parcel.Stored stored = apply(record);
      if (deaths.nextInt(3) == 0 && pieces.size() > 3) {
        // The reader died after its commit and before it said so; another one begins earlier.
        memory = new Memory(100);
        records.subList(Math.max(0, records.size() - 3), records.size()).forEach(this::apply);
      }
      Map<String, Integer> rejected = new HashMap<>(turned);
      stored.rejections().forEach(r -> rejected.merge(r.reason(), 1, Integer::sum));
      return new Tally(stored.accepted(), stored.duplicates(), rejected);
    }

    private Parcel.Stored apply(Parcel record) {
      Applied applied;
      try {
        applied = apply(() -> world.journal().write(List.of(record)), true);
      } catch (DuplicateKeyException again) {
        applied = apply(() -> world.journal().writeAgain(List.of(record)), false);
      }
      memory.keep(applied.folded());
      return Objects.requireNonNull(applied.written().results().get(record));
    }

    /** Journal and facts in one transaction, which would store the offset as well. */
    private Applied apply(Supplier<JournalWriter.Written> journal, boolean guess) {
      return world.inTransaction(() -> {
        JournalWriter.Written written = journal.get();
        return new Applied(written, world.facts().write(Portion.of(written.news()), memory, guess));
      });
    }
  }

  private record Applied(JournalWriter.Written written, FactWriter.Folded folded) {}
}
