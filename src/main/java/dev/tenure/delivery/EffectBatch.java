package dev.tenure.delivery;

import dev.tenure.account.Effect;
import dev.tenure.account.EffectHandler;
import dev.tenure.platform.Backoff;
import dev.tenure.platform.clock.Irreversible;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out a batch of one kind in one transaction; when that fails, each of it in a transaction
 * of its own, so that none suffers from another.
 */
@Component
class EffectBatch {

  private static final Logger log = LoggerFactory.getLogger(EffectBatch.class);
  private static final int LONGEST_ERROR = 1000;

  private final EffectWorkStore store;
  private final TransactionTemplate transaction;
  private final Backoff backoff;
  private final Irreversible irreversible;

  EffectBatch(
      EffectWorkStore store,
      TransactionTemplate transaction,
      Backoff backoff,
      Irreversible irreversible) {
    this.store = store;
    this.transaction = transaction;
    this.backoff = backoff;
    this.irreversible = irreversible;
  }

  /** The handler's own failure, as opposed to one of the database between worker and queue. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Effect> batch;

    Failed(List<Effect> batch, RuntimeException cause) {
      super(cause);
      this.batch = batch;
    }
  }

  /**
   * Takes up to {@code size} due effects; answers how many it took, whatever became of them. None
   * while the clock is in doubt and they couldn't be taken back (A16).
   */
  int run(EffectHandler handler, int size) {
    try {
      return Objects.requireNonNull(
          transaction.execute(
              status -> held(handler) ? 0 : carryOut(handler, store.claim(handler.kind(), size))));
    } catch (Failed failed) {
      if (failed.batch.size() == 1) {
        recordFailure(failed);
      } else {
        log.warn(
            "{} effects {} failed together and are tried one by one",
            failed.batch.size(),
            handler.kind(),
            failed.getCause());
        failed.batch.forEach(effect -> alone(handler, effect));
      }
      return failed.batch.size();
    }
  }

  private boolean held(EffectHandler handler) {
    return handler.irreversible() && !irreversible.permitted();
  }

  private void alone(EffectHandler handler, Effect effect) {
    try {
      transaction.executeWithoutResult(status -> {
        Optional<Effect> claimed = held(handler) ? Optional.empty() : store.claim(effect.id());
        carryOut(handler, claimed.stream().toList());
      });
    } catch (Failed failed) {
      recordFailure(failed);
    }
  }

  private int carryOut(EffectHandler handler, List<Effect> batch) {
    if (batch.isEmpty()) {
      return 0;
    }
    Map<UUID, String> outcomes;
    try {
      outcomes = handler.carryOut(batch);
      for (Effect effect : batch) {
        if (!outcomes.containsKey(effect.id())) {
          throw new IllegalStateException(
              "The handler of " + handler.kind() + " says nothing about " + effect);
        }
      }
    } catch (RuntimeException e) {
      throw new Failed(batch, e);
    }
    store.done(outcomes);
    return batch.size();
  }

  private void recordFailure(Failed failed) {
    Effect effect = failed.batch.getFirst();
    Throwable cause = Objects.requireNonNull(failed.getCause());
    String error = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    transaction.executeWithoutResult(status -> {
      int failures = store.attempts(effect.id()) + 1;
      Duration pause = backoff.after(failures);
      log.warn(
          "{} failed for the {}. time and is tried again in {}: {}",
          effect,
          failures,
          pause,
          error,
          failures == 1 ? cause : null);
      store.failed(effect.id(), error.substring(0, Math.min(error.length(), LONGEST_ERROR)), pause);
    });
  }
}
