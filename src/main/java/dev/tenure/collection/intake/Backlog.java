package dev.tenure.collection.intake;

import dev.tenure.collection.model.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What this node has journalled and whose facts are still to follow: by call and agent, the longest
 * waiting first, each with all its news. The busier it is, the more news of a call are folded
 * together.
 */
final class Backlog {

  /** How many events may wait before their senders have to. */
  static final int MOST_EVENTS = 40_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final LinkedHashMap<FactRef, Waiting> waiting = new LinkedHashMap<>();

  /** What couldn't be written, to be tried again later; no others wait for it. */
  private final Map<FactRef, Waiting> aside = new LinkedHashMap<>();

  /** How many calls and agents are left of each transaction's news. */
  private final Map<UUID, Integer> left = new HashMap<>();

  /** The news of what has been taken out and is neither written nor set aside yet. */
  private final Set<UUID> inHand = new HashSet<>();

  private final LongSupplier nanoTime;
  private int events;

  Backlog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A call or agent and its news. */
  static final class Waiting {
    private final FactRef of;
    private final List<Event> events = new ArrayList<>();
    private final Set<UUID> from = new HashSet<>(4);
    private String stamp;
    private int failures;
    private long due;

    private Waiting(FactRef of, String stamp) {
      this.of = of;
      this.stamp = stamp;
    }

    FactRef of() {
      return of;
    }

    List<Event> events() {
      return events;
    }

    /** Of the service periods when it was journalled. */
    String stamp() {
      return stamp;
    }

    /** How often its facts couldn't be written. */
    int failures() {
      return failures;
    }

    private void merge(Waiting later) {
      events.addAll(later.events);
      from.addAll(later.from);
      agree(later.stamp);
    }

    private void agree(String other) {
      stamp = stamp.equals(other) ? stamp : News.UNKNOWN_STAMP;
    }
  }

  /** Takes news; those that are here already, found as left over meanwhile, are the same. */
  void add(News news) {
    lock.lock();
    try {
      if (left.containsKey(news.id())) {
        return;
      }
      Set<FactRef> touched = new HashSet<>();
      for (News.Item item : news.items()) {
        String stamp = news.stamps().getOrDefault(item.of().customer(), News.UNKNOWN_STAMP);
        Waiting one = aside.get(item.of());
        if (one == null) {
          one = waiting.computeIfAbsent(item.of(), of -> new Waiting(of, stamp));
          events++;
        }
        one.events.add(item.event());
        if (touched.add(item.of())) {
          one.agree(stamp);
          one.from.add(news.id());
        }
      }
      left.put(news.id(), touched.size());
    } finally {
      lock.unlock();
    }
  }

  /** Takes out the longest waiting ones; what comes of them meanwhile waits by itself. */
  Portion next(int most) {
    lock.lock();
    try {
      takeBack();
      List<Waiting> some = new ArrayList<>();
      Iterator<Waiting> all = waiting.values().iterator();
      while (all.hasNext() && some.size() < most) {
        Waiting one = all.next();
        all.remove();
        events -= one.events.size();
        some.add(one);
      }
      return portion(some);
    } finally {
      lock.unlock();
    }
  }

  private Portion portion(Collection<Waiting> some) {
    Set<UUID> completed = new HashSet<>();
    for (Waiting one : some) {
      inHand.addAll(one.from);
      for (UUID id : one.from) {
        if (left.merge(id, -1, Integer::sum) == 0) {
          completed.add(id);
        }
      }
    }
    return new Portion(some, completed);
  }

  private void takeBack() {
    if (aside.isEmpty()) {
      return;
    }
    long now = nanoTime.getAsLong();
    Iterator<Waiting> all = aside.values().iterator();
    while (all.hasNext()) {
      Waiting one = all.next();
      if (one.due - now <= 0) {
        all.remove();
        put(one);
      }
    }
  }

  private void put(Waiting one) {
    events += one.events.size();
    Waiting later = waiting.putIfAbsent(one.of, one);
    if (later != null) {
      later.merge(one);
      later.failures = one.failures;
    }
  }

  /** The parts of a portion that couldn't be written as a whole; each is to be taken. */
  List<Collection<Waiting>> part(Portion whole) {
    lock.lock();
    try {
      giveBack(whole);
      return whole.parts();
    } finally {
      lock.unlock();
    }
  }

  /** Takes one of the parts. */
  Portion take(Collection<Waiting> part) {
    lock.lock();
    try {
      return portion(part);
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(Portion portion) {
    for (Waiting one : portion.waiting()) {
      one.from.forEach(id -> left.merge(id, 1, Integer::sum));
    }
  }

  /** Its facts are written. */
  void done(Portion portion) {
    lock.lock();
    try {
      portion.completed().forEach(left::remove);
      inHand.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Its facts couldn't be written now. */
  void setAside(Portion portion, Duration pause) {
    lock.lock();
    try {
      giveBack(portion);
      inHand.clear();
      for (Waiting one : portion.waiting()) {
        one.failures++;
        one.due = nanoTime.getAsLong() + pause.toNanos();
        Waiting news = waiting.remove(one.of);
        if (news != null) {
          events -= news.events.size();
          one.merge(news);
        }
        aside.put(one.of, one);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits while too much is waiting. */
  void awaitRoom() {
    lock.lock();
    try {
      while (events > MOST_EVENTS) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the facts of what is waiting now are written, or set aside. */
  void settle() {
    lock.lock();
    try {
      Set<UUID> before = Set.copyOf(left.keySet());
      while (!isSettled(before)) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isSettled(Set<UUID> news) {
    Map<UUID, Integer> later = new HashMap<>();
    aside.values().forEach(one -> one.from.forEach(id -> later.merge(id, 1, Integer::sum)));
    return news.stream()
        .allMatch(id ->
            !left.containsKey(id)
                || (!inHand.contains(id) && left.get(id).equals(later.getOrDefault(id, 0))));
  }

  /** Whether there is something to be folded now. */
  boolean isDue() {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      return !waiting.isEmpty() || aside.values().stream().anyMatch(one -> one.due - now <= 0);
    } finally {
      lock.unlock();
    }
  }

  /** The news that are here. */
  Set<UUID> ids() {
    lock.lock();
    try {
      return Set.copyOf(left.keySet());
    } finally {
      lock.unlock();
    }
  }

  /** How many events wait. */
  int events() {
    lock.lock();
    try {
      return events;
    } finally {
      lock.unlock();
    }
  }
}
