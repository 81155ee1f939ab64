package dev.tenure.reporting;

import dev.tenure.reporting.FactBook.Call;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes a call on a connection of its own, in one transaction, while somebody else works. */
final class BesideWriter {

  private final ReportingWorld world;
  private final Scene scene;
  private final Call call;
  private final ExecutorService threads;
  private final CountDownLatch written = new CountDownLatch(1);
  private final CountDownLatch mayCommit = new CountDownLatch(1);
  private final AtomicInteger pid = new AtomicInteger();
  private @Nullable Future<?> work;

  BesideWriter(ReportingWorld world, Scene scene, Call call, ExecutorService threads) {
    this.world = world;
    this.scene = scene;
    this.call = call;
    this.threads = threads;
  }

  /** Answers when it has written, or waits for a lock that somebody holds. */
  void begin() {
    Future<?> begun = threads.submit(() -> world.inTransaction(this::write));
    work = begun;
    while (written.getCount() > 0 && !begun.isDone() && !waits()) {
      Thread.onSpinWait();
    }
  }

  private void write() {
    pid.set(
        world.the(JdbcClient.class).sql("SELECT pg_backend_pid()").query(Integer.class).single());
    scene.add(call);
    written.countDown();
    try {
      mayCommit.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Nobody lets it commit", e);
    }
  }

  private boolean waits() {
    return world
        .database
        .jdbc()
        .sql("SELECT cardinality(pg_blocking_pids(?)) > 0")
        .param(pid.get())
        .query(Boolean.class)
        .single();
  }

  /** Lets it commit, and waits for that unless it waits for somebody's lock. */
  void commit() {
    mayCommit.countDown();
    Future<?> begun = work;
    while (begun != null && !begun.isDone() && !waits()) {
      Thread.onSpinWait();
    }
  }

  /** Does what is left to do. */
  void finish() throws ExecutionException, InterruptedException {
    if (work == null) {
      begin();
    }
    mayCommit.countDown();
    Future<?> begun = work;
    if (begun != null) {
      begun.get();
    }
  }
}
