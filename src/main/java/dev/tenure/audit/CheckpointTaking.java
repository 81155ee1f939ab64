package dev.tenure.audit;

import dev.tenure.audit.checkpoint.Head;
import dev.tenure.audit.checkpoint.Mark;
import dev.tenure.audit.checkpoint.Marks;
import dev.tenure.audit.checkpoint.Pen;
import dev.tenure.audit.checkpoint.Reading;
import dev.tenure.audit.keys.TrailKey;
import dev.tenure.audit.keys.TrailKeys;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes checkpoints: the first time by comparing all heads with what earlier checkpoints say, later
 * by asking for those that were written since.
 */
final class CheckpointTaking implements Closeable {

  private static final int HEADS_A_LINE = 5000;
  private static final int REMEMBERED = 20_000;
  private static final long NEVER = -1;

  private final CheckpointStore store;
  private final TransactionTemplate snapshot;
  private final TrailKeys keys;
  private final Pen pen;
  private final String lastKey;
  private @Nullable Marks earlier;
  private @Nullable String problem;
  private long since = NEVER;
  private boolean inProgress;

  /** What was written lately, so that it isn't written again. */
  private final Map<UUID, Long> written =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  private CheckpointTaking(
      CheckpointStore store,
      TransactionTemplate snapshot,
      TrailKeys keys,
      Pen pen,
      Reading reading) {
    this.store = store;
    this.snapshot = snapshot;
    this.keys = keys;
    this.pen = pen;
    this.earlier = reading.marks();
    this.problem = reading.problems().stream().findFirst().orElse(null);
    this.lastKey =
        reading.ends().stream()
            .filter(end -> end.series().equals(pen.series()))
            .map(Reading.Last::key)
            .findFirst()
            .orElse("");
  }

  /** Continues what is in the directory, of which it becomes the only writer. */
  static CheckpointTaking open(
      CheckpointStore store, TransactionTemplate snapshot, Checkpoints where, TrailKeys keys)
      throws IOException {
    FileChannel lock = Pen.lock(where.directory());
    try {
      Reading reading = Reading.of(where.directory(), keys.verifying(), List.of(), null);
      return new CheckpointTaking(
          store, snapshot, keys, Pen.after(where.directory(), lock, reading), reading);
    } catch (RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  /**
   * Lets the key before vouch for the present one, if it is another.
   *
   * @return the name of the key before, empty when nothing changed
   */
  Optional<String> rotate() throws IOException {
    TrailKey key = key();
    if (lastKey.isEmpty() || lastKey.equals(key.id())) {
      return Optional.empty();
    }
    Optional<TrailKey> before = keys.named(lastKey);
    if (before.isPresent()) {
      pen.write(before.get(), store.snapshot().at(), false, List.of(), key.verifying());
    } else if (!keys.knows(lastKey)) {
      problem(
          "checkpoints were signed with key " + lastKey + ", which isn't among the trail's keys");
    }
    return Optional.of(lastKey);
  }

  private TrailKey key() {
    return keys.sealing().orElseThrow(() -> new IllegalStateException("The trail has no key"));
  }

  private void problem(String what) {
    if (problem == null) {
      problem = what;
    }
  }

  /** One line's worth of heads, held back until it is known whether more follow. */
  private final class Round {
    private final CheckpointStore.Snapshot seen;
    private final TrailKey key = key();
    private List<Head> heads = new ArrayList<>();
    private boolean any;

    Round(CheckpointStore.Snapshot seen) {
      this.seen = seen;
    }

    void add(Head head) {
      if (Long.valueOf(head.seq()).equals(written.get(head.chain()))) {
        return;
      }
      if (heads.size() == HEADS_A_LINE) {
        write(false);
      }
      heads.add(head);
    }

    void write(boolean complete) {
      try {
        pen.write(key, seen.at(), complete, heads, null);
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
      heads.forEach(head -> written.put(head.chain(), head.seq()));
      heads = new ArrayList<>();
      any = true;
    }
  }

  /** Writes what changed in any chain; empty when nothing had. */
  Optional<Statement> take() {
    Marks before = earlier;
    Optional<Statement> taken =
        take(
            round -> {
              if (since == NEVER) {
                store.eachHead(head -> {
                  if (before == null || isNew(head, before)) {
                    round.add(head);
                  }
                });
              } else {
                store.eachHeadSince(since, round::add);
              }
              since = round.seen.oldest();
            },
            before != null && !before.begun());
    earlier = null;
    return taken;
  }

  /**
   * Writes what changed in these chains; empty when nothing had. What was missed, a look at all
   * finds.
   */
  Optional<Statement> take(Set<UUID> chains) {
    return since == NEVER ? take() : take(round -> store.eachHeadOf(chains, round::add), false);
  }

  private Optional<Statement> take(Consumer<Round> heads, boolean evenIfNone) {
    Round round =
        snapshot.execute(status -> {
          Round its = new Round(store.snapshot());
          heads.accept(its);
          if (evenIfNone || !its.heads.isEmpty()) {
            its.write(true);
          }
          return its;
        });
    inProgress = round.seen.inProgress();
    if (!round.any) {
      return Optional.empty();
    }
    Instant at = round.seen.at();
    store.remember(pen.series(), pen.number(), pen.hash(), at);
    return Optional.of(Statement.of(pen.series(), pen.number(), at, pen.hash(), round.key));
  }

  private boolean isNew(Head head, Marks before) {
    boolean there = false;
    for (Mark mark : before.of(head.chain())) {
      if (mark.seq() > head.seq()
          || (mark.seq() == head.seq() && !Arrays.equals(mark.hash(), head.hash()))) {
        problem(
            "chain %s isn't what %s saw; run verify".formatted(head.chain(), before.stamp(mark)));
        return false;
      }
      there |= mark.seq() == head.seq();
    }
    return !there;
  }

  /** Whether transactions were in progress whose entries the newest checkpoint may lack. */
  boolean moreComing() {
    return inProgress;
  }

  /** What was found wrong since it was opened. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  @Override
  public void close() throws IOException {
    pen.close();
  }
}
