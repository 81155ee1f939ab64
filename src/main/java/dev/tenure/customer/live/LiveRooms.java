package dev.tenure.customer.live;

import dev.tenure.account.AccountListener;
import dev.tenure.account.LiveFigures;
import dev.tenure.collection.CallSignals;
import dev.tenure.identity.Principal;
import dev.tenure.identity.SessionListener;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The rooms of this node, one for each customer whose board somebody watches. */
@Component
class LiveRooms
    implements AccountListener, SessionListener, LiveFigures, SmartLifecycle, DisposableBean {

  private final BoardSource boards;
  private final RoomGuard guard;
  private final CallSignals signals;
  private final Map<CustomerId, LiveRoom> rooms = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("live-timer").factory());
  private volatile boolean running;

  LiveRooms(BoardSource boards, RoomGuard guard, CallSignals signals) {
    this.boards = boards;
    this.guard = guard;
    this.signals = signals;
    // An end that has moved must not wait in memory until it would have come.
    timer.setRemoveOnCancelPolicy(true);
  }

  /** A seat in a room; closing it leaves the room. */
  record Seat(LiveViewer viewer, Runnable leaving) implements AutoCloseable {
    @Override
    public void close() {
      leaving.run();
    }
  }

  /**
   * Takes a seat for somebody whom the gate admitted at the beginning of the request. What was
   * committed since is caught by asking the gate again, now that signals reach the seat.
   */
  Seat enter(Principal principal) {
    CustomerId customer = principal.ownCustomer();
    LiveViewer viewer = new LiveViewer(principal.session(), principal.person());
    LiveRoom room =
        rooms.compute(
            customer,
            (id, there) -> {
              LiveRoom some = there == null ? newRoom(id) : there;
              some.enter(viewer);
              return some;
            });
    if (running) {
      room.recheck();
    } else {
      viewer.drop();
    }
    return new Seat(viewer, () -> leave(customer, viewer));
  }

  private LiveRoom newRoom(CustomerId customer) {
    LiveRoom room = new LiveRoom(customer, boards, guard, timer);
    room.start(signals.watch(customer, room::ring));
    return room;
  }

  private void leave(CustomerId customer, LiveViewer viewer) {
    rooms.computeIfPresent(
        customer,
        (id, room) -> {
          room.leave(viewer);
          if (room.size() > 0) {
            return room;
          }
          room.close();
          return null;
        });
  }

  @Override
  public void accountChanged(UUID account) {
    LiveRoom room = rooms.get(new CustomerId(account));
    if (room != null) {
      room.recheck();
    }
  }

  @Override
  public void accountsMayHaveChanged() {
    rooms.values().forEach(LiveRoom::recheck);
  }

  @Override
  public void sessionsChanged(PersonId person) {
    rooms.values().stream().filter(room -> room.holds(person)).forEach(LiveRoom::recheck);
  }

  @Override
  public int openLiveBoards(CustomerId customer) {
    LiveRoom room = rooms.get(customer);
    return room == null ? 0 : room.size();
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    rooms.values().forEach(LiveRoom::close);
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After balancers can see it, and before the web server, which waits for open requests. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 1;
  }
}
