package dev.tenure.platform.web;

import dev.tenure.platform.ReadinessCause;
import dev.tenure.platform.ReadinessCause.Finding;
import dev.tenure.platform.database.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Whether this node should be sent requests. However many ask, the causes are asked once a second
 * at most and never twice at once; an answer that takes longer than two seconds is no.
 */
@Component
class Readiness {

  private static final Logger log = LoggerFactory.getLogger(Readiness.class);
  private static final long FRESH = TimeUnit.SECONDS.toNanos(1);
  private static final long PATIENCE = TimeUnit.SECONDS.toMillis(2);

  /** A cause can't say how it is, which is as bad as the worst that it could say. */
  static final Finding UNKNOWN = new Finding("unknown", true);

  private final List<ReadinessCause> causes;
  private final LongSupplier nanoTime;
  private @Nullable CompletableFuture<List<Finding>> asked;
  private long askedAt;

  /**
   * The answer.
   *
   * @param words of all findings, also of those that seal nothing
   */
  record State(boolean ready, List<String> words) {}

  @Autowired
  Readiness(ObjectProvider<ReadinessCause> causes) {
    this(causes.orderedStream().toList(), System::nanoTime);
  }

  Readiness(List<ReadinessCause> causes, LongSupplier nanoTime) {
    this.causes = causes;
    this.nanoTime = nanoTime;
  }

  State state() {
    List<Finding> findings = findings();
    return new State(
        findings.stream().noneMatch(Finding::seals),
        findings.stream().map(Finding::word).distinct().toList());
  }

  private List<Finding> findings() {
    try {
      return ask().get(PATIENCE, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(UNKNOWN);
    } catch (ExecutionException | TimeoutException slow) {
      return List.of(UNKNOWN);
    }
  }

  private synchronized CompletableFuture<List<Finding>> ask() {
    CompletableFuture<List<Finding>> last = asked;
    if (last != null && (!last.isDone() || nanoTime.getAsLong() - askedAt < FRESH)) {
      return last;
    }
    CompletableFuture<List<Finding>> next = new CompletableFuture<>();
    Thread.ofVirtual().name("readiness").start(() -> next.complete(Use.GATE.call(this::askAll)));
    asked = next;
    askedAt = nanoTime.getAsLong();
    return next;
  }

  private List<Finding> askAll() {
    List<Finding> findings = new ArrayList<>();
    for (ReadinessCause cause : causes) {
      try {
        cause.finding().ifPresent(findings::add);
      } catch (RuntimeException e) {
        log.warn("Cannot tell whether this node is ready: {}", e.toString());
        findings.add(UNKNOWN);
      }
    }
    return findings;
  }
}
