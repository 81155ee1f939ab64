package dev.tenure.delivery;

import dev.tenure.account.AccountListener;
import dev.tenure.account.EffectHandler;
import dev.tenure.platform.Serving;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Drains the outbox of effects (A12), on every node. Whatever is due and not done gets done; what
 * is to come costs one look at an index when it is due, when an account changes, and twice a
 * minute. An effect whose kind nobody answers for stays undone and visible.
 */
@Serving
@Component
public class EffectWorker implements SmartLifecycle, AccountListener {

  private static final int BATCH = 500;
  private static final Duration NOTHING_IN_SIGHT = Duration.ofDays(1);

  /** When to see whether a node that has what is due died over it. */
  private static final Duration IN_OTHER_HANDS = Duration.ofSeconds(1);

  private final List<EffectHandler> handlers;
  private final String[] kinds;
  private final EffectWorkStore store;
  private final EffectBatch batch;
  private final Loop loop = new Loop("effect-worker", this::turn);
  private volatile boolean stopping;

  EffectWorker(List<EffectHandler> handlers, EffectWorkStore store, EffectBatch batch) {
    this.handlers = List.copyOf(handlers);
    this.kinds = handlers.stream().map(EffectHandler::kind).toArray(String[]::new);
    this.store = store;
    this.batch = batch;
    if (List.of(kinds).stream().distinct().count() != kinds.length) {
      throw new IllegalStateException("Each kind has one handler, not " + List.of(kinds));
    }
  }

  @Override
  public void start() {
    stopping = false;
    loop.start();
  }

  @Override
  public void stop() {
    stopping = true;
    loop.stop();
  }

  @Override
  public boolean isRunning() {
    return loop.running();
  }

  @Override
  public void accountChanged(UUID account) {
    loop.ring();
  }

  @Override
  public void accountsMayHaveChanged() {
    loop.ring();
  }

  /**
   * One round. What comes meanwhile is for the next one, so that many commands in a row share it.
   */
  private Duration turn() {
    return round().untilNext();
  }

  /**
   * Carries out all that is due now and that no other worker holds.
   *
   * @return how many effects were tried
   */
  public int drain() {
    int total = 0;
    int tried;
    do {
      tried = round().tried();
      total += tried;
    } while (tried > 0);
    return total;
  }

  private record Round(int tried, Duration untilNext) {}

  private Round round() {
    Map<String, Duration> agenda = store.untilNext(kinds);
    List<EffectHandler> due =
        handlers.stream().filter(handler -> due(agenda, handler.kind())).toList();
    if (due.isEmpty() || stopping) {
      return new Round(
          0, agenda.values().stream().min(Duration::compareTo).orElse(NOTHING_IN_SIGHT));
    }
    int tried = carryOut(due);
    // What is due and can't be taken is in the hands of another node.
    return new Round(tried, tried == 0 ? IN_OTHER_HANDS : Duration.ZERO);
  }

  private static boolean due(Map<String, Duration> agenda, String kind) {
    Duration until = agenda.get(kind);
    return until != null && !until.isPositive();
  }

  private int carryOut(List<EffectHandler> due) {
    int total = 0;
    boolean backlog = false;
    for (EffectHandler handler : due) {
      int taken = batch.run(handler, BATCH);
      total += taken;
      backlog |= taken == BATCH;
    }
    return backlog ? total + inTwoLanes() : total;
  }

  /** A full batch means a backlog: a second lane helps until there is none. */
  private int inTwoLanes() {
    CompletableFuture<Integer> other = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("effect-worker-2")
        .start(() -> {
          try {
            other.complete(lane(handlers.reversed()));
          } catch (RuntimeException e) {
            other.completeExceptionally(e);
          }
        });
    int own;
    try {
      own = lane(handlers);
    } finally {
      // Never two turns at once, whatever becomes of this one.
      other.handle((count, failure) -> 0).join();
    }
    try {
      return own + other.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("The second lane failed", e.getCause());
    }
  }

  private int lane(List<EffectHandler> order) {
    int total = 0;
    for (EffectHandler handler : order) {
      int taken;
      do {
        taken = batch.run(handler, BATCH);
        total += taken;
      } while (taken == BATCH && !stopping);
    }
    return total;
  }
}
