package dev.tenure.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is seen of the outbox from outside: an account's effects, and those left undone (A12). */
@Component
public class EffectQueue {

  /**
   * An effect as the timeline shows it.
   *
   * @param doneAt null while undone; {@code doneAt - dueAt} is how late it was
   * @param outcome in a few words, null while undone
   * @param lastError of the newest try, null when none failed
   */
  public record Line(
      Effect effect,
      int attempts,
      @Nullable Instant doneAt,
      @Nullable String outcome,
      @Nullable String lastError) {}

  /**
   * @param due not done though due
   * @param failing of those, how many have failed at least once
   * @param pending due in the future
   * @param oldestDue of the due ones
   */
  public record Backlog(long due, long failing, long pending, Optional<Instant> oldestDue) {}

  /** What an account is called, and whether it is a customer's or a reseller's. */
  public record Named(String name, boolean customer) {}

  private final EffectReadStore store;

  EffectQueue(EffectReadStore store) {
    this.store = store;
  }

  /** All effects of one account, by due time. */
  public List<Line> of(UUID account) {
    return store.of(account);
  }

  /** The oldest due and undone, 200 at most; for Support. */
  public List<Line> undone() {
    return store.undone();
  }

  /** The names of the lines' accounts; an account that is gone has none. */
  public Map<UUID, Named> names(List<Line> lines) {
    return store.names(lines.stream().map(line -> line.effect().account()).distinct().toList());
  }

  public Backlog backlog() {
    return store.backlog();
  }
}
