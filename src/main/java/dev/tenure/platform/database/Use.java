package dev.tenure.platform.database;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a thread uses the database for, and whose rows it may touch. It decides which connections
 * the thread gets: as which role, how many there are, and how long a statement may take. A thread
 * that says nothing works in the background, for all tenants. Threads that a request starts say so
 * themselves: nothing is inherited.
 *
 * @param tenant null for the platform, which sees all of them
 */
public record Use(Work work, @Nullable Tenant tenant) {

  /** Kinds of work, each with connections of its own, so that none has to wait for another. */
  public enum Work {
    /** The gate, signing in and out, and commands on an account's life. */
    VITAL,
    /** Pages and forms. */
    PAGES,
    /** Reports, downloads and uploads. */
    HEAVY,
    /** Events and the facts that follow from them. */
    INTAKE,
    /** Whatever nobody waits for. */
    BACKGROUND
  }

  /** The platform's vital work: who somebody is, and whether they may enter. */
  public static final Use GATE = new Use(Work.VITAL, null);

  public static final Use INTAKE = new Use(Work.INTAKE, null);

  static final Use BACKGROUND = new Use(Work.BACKGROUND, null);

  private static final ThreadLocal<Use> CURRENT = ThreadLocal.withInitial(() -> BACKGROUND);

  /** Pages of that tenant, or of Support where there is none. */
  public static Use pages(@Nullable Tenant tenant) {
    return new Use(Work.PAGES, tenant);
  }

  /** Reports, downloads and uploads of that tenant, or of Support where there is none. */
  public static Use heavy(@Nullable Tenant tenant) {
    return new Use(Work.HEAVY, tenant);
  }

  /** How many connections there are for it if there are so many in all. */
  public int connections(int all) {
    return Pool.of(this).size(all);
  }

  /** Commands of that tenant's people, or of Support, on an account's life. */
  public static Use vital(@Nullable Tenant tenant) {
    return new Use(Work.VITAL, tenant);
  }

  static Use current() {
    return Objects.requireNonNull(CURRENT.get());
  }

  /** Something to do that answers and may fail. */
  @FunctionalInterface
  public interface Doing<T extends @Nullable Object, E extends Exception> {
    T run() throws E;
  }

  /**
   * Does it with connections for this use. A transaction that is under way keeps the connection
   * that it has.
   */
  public <T extends @Nullable Object, E extends Exception> T call(Doing<T, E> doing) throws E {
    Use before = current();
    CURRENT.set(this);
    try {
      return doing.run();
    } finally {
      if (before.equals(BACKGROUND)) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    }
  }

  /** The same for what answers nothing. */
  public void run(Runnable doing) {
    this.<@Nullable Object, RuntimeException>call(() -> {
      doing.run();
      return null;
    });
  }
}
