package dev.tenure.customer.live;

import dev.tenure.collection.CallSignals;
import dev.tenure.identity.SessionId;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.database.Tenant;
import dev.tenure.platform.database.Use;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everybody who watches one customer's board on this node. The board is read when there is news, at
 * most ten times a second (a full room less often, and one whose board takes long) and at least
 * once; what changed is rendered once for all. Who may look on is asked apart from that, so that a
 * slow board never delays a refusal (B2).
 */
final class LiveRoom {

  private static final Logger log = LoggerFactory.getLogger(LiveRoom.class);
  private static final long TICK = TimeUnit.SECONDS.toNanos(1);
  private static final long QUICKEST = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long WRITING = TimeUnit.MICROSECONDS.toNanos(300);

  /** Of what a board takes to read, how long the room rests at least before it reads again. */
  private static final int REST = 1;

  private static final long HEARTBEAT = TimeUnit.SECONDS.toNanos(10);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);

  private final CustomerId customer;
  private final BoardSource boards;
  private final RoomGuard guard;
  private final ScheduledExecutorService timer;
  private final Set<LiveViewer> viewers = ConcurrentHashMap.newKeySet();
  private final Semaphore bell = new Semaphore(0);
  private final Coalesced check;
  private volatile boolean open = true;
  private volatile @Nullable Feed newest;
  private volatile long checkedAt = System.nanoTime();
  private @Nullable BoardView shown;
  private @Nullable Future<?> end;
  private volatile CallSignals.@Nullable Watch watch;

  LiveRoom(
      CustomerId customer, BoardSource boards, RoomGuard guard, ScheduledExecutorService timer) {
    this.customer = customer;
    this.boards = boards;
    this.guard = guard;
    this.timer = timer;
    this.check = new Coalesced("live-check-" + customer, this::check);
  }

  /** Opens the room, to which the watch brings news; it ends with the room. */
  void start(CallSignals.Watch news) {
    watch = news;
    Use use = Use.pages(new Tenant.OfCustomer(customer));
    Thread.ofVirtual().name("live-" + customer).start(() -> use.run(this::run));
  }

  /** Lets somebody in whom the gate has just admitted; what changed since then is asked at once. */
  void enter(LiveViewer viewer) {
    viewers.add(viewer);
    Feed now = newest;
    if (now != null) {
      viewer.offer(now);
    }
  }

  void leave(LiveViewer viewer) {
    viewers.remove(viewer);
  }

  int size() {
    return viewers.size();
  }

  boolean holds(PersonId person) {
    return viewers.stream().anyMatch(viewer -> viewer.person().equals(person));
  }

  /** Asks the gate about everybody in the room, now. */
  void recheck() {
    check.ask();
  }

  /** There is something new to see. */
  void ring() {
    if (bell.availablePermits() == 0) {
      bell.release();
    }
  }

  /** Ends the room; whoever is still in it is sent away to try again. */
  void close() {
    open = false;
    CallSignals.Watch news = watch;
    if (news != null) {
      news.close();
    }
    viewers.forEach(LiveViewer::drop);
    cancelEnd();
    ring();
  }

  private void run() {
    try {
      while (open) {
        long begun = System.nanoTime();
        if (begun - checkedAt > HEARTBEAT) {
          recheck();
        }
        show(begun);
        dropTheStuck();
        long took = System.nanoTime() - begun;
        TimeUnit.NANOSECONDS.sleep(Math.max(pause() - took, REST * took));
        if (bell.tryAcquire(TICK - (System.nanoTime() - begun), TimeUnit.NANOSECONDS)) {
          bell.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A full room gets its news in larger portions, so that writing them never holds up a refusal.
   */
  private long pause() {
    return Math.clamp(viewers.size() * WRITING, QUICKEST, TICK);
  }

  /** INVARIANT: nothing is said to be true that could not be read just now; silence tells. */
  private void show(long begun) {
    try {
      BoardView board = boards.read(customer);
      if (board.equals(shown)) {
        viewers.forEach(LiveViewer::pulse);
      } else {
        Feed feed = next(board);
        shown = board;
        newest = feed;
        viewers.forEach(viewer -> viewer.offer(feed));
      }
    } catch (RuntimeException e) {
      if (open) {
        log.warn("The live board of {} can't be read: {}", customer, e.toString());
      }
    }
    long took = System.nanoTime() - begun;
    if (took > TICK) {
      log.info("The live board of {} took {} ms", customer, TimeUnit.NANOSECONDS.toMillis(took));
    }
  }

  private Feed next(BoardView board) {
    Feed before = newest;
    BoardView known = shown;
    if (before == null || known == null) {
      return Feed.whole(1, () -> boards.render(board));
    }
    return BoardChange.between(known, board)
        .map(change -> before.next(boards.render(change), () -> boards.render(board)))
        .orElseGet(() -> Feed.whole(before.number() + 1, () -> boards.render(board)));
  }

  private void dropTheStuck() {
    long now = System.nanoTime();
    List<LiveViewer> stuck =
        viewers.stream().filter(viewer -> viewer.isStuck(PATIENCE, now)).toList();
    for (LiveViewer viewer : stuck) {
      viewer.drop();
      viewers.remove(viewer);
    }
  }

  private void check() {
    List<LiveViewer> asked = List.copyOf(viewers);
    checkedAt = System.nanoTime();
    try {
      Map<SessionId, Frame> farewells =
          guard.farewells(asked.stream().map(LiveViewer::session).distinct().toList());
      for (LiveViewer viewer : asked) {
        Frame farewell = farewells.get(viewer.session());
        if (farewell != null) {
          viewer.end(farewell);
          viewers.remove(viewer);
        }
      }
      awaitEnd();
    } catch (RuntimeException e) {
      // Who can't be judged isn't served (B1); the browser comes back and is judged then.
      log.warn("The viewers of {} can't be judged and are sent away: {}", customer, e.toString());
      asked.forEach(LiveViewer::drop);
    }
  }

  /** B2: at T nothing commits and no job has to run; the room itself knows T and asks the gate. */
  private synchronized void awaitEnd() {
    cancelEnd();
    if (open && !viewers.isEmpty()) {
      guard
          .untilTermination(customer)
          .ifPresent(
              left -> end = timer.schedule(this::recheck, millis(left), TimeUnit.MILLISECONDS));
    }
  }

  private synchronized void cancelEnd() {
    Future<?> pending = end;
    end = null;
    if (pending != null) {
      pending.cancel(false);
    }
  }

  /** Rounded up, so that the gate's clock has reached T; far ones are read again long before. */
  private static long millis(Duration left) {
    return Math.clamp(left.toMillis() + 1, 1, TimeUnit.DAYS.toMillis(1));
  }
}
