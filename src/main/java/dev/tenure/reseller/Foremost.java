package dev.tenure.reseller;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The first so many in an order, of any number that come by; only so many are held. */
final class Foremost<T> {

  private record Placed<T>(T one, long place) {}

  private final int most;
  private final Comparator<Placed<T>> order;
  private final PriorityQueue<Placed<T>> held;
  private long offered;

  /** Of two alike the one that came first is first. */
  Foremost(int most, Comparator<T> order) {
    this.most = most;
    this.order =
        Comparator.comparing((Placed<T> each) -> each.one(), order)
            .thenComparingLong(Placed::place);
    this.held = new PriorityQueue<>(this.order.reversed());
  }

  void add(T one) {
    held.add(new Placed<>(one, offered++));
    if (held.size() > most) {
      held.remove();
    }
  }

  /** How many came by. */
  long offered() {
    return offered;
  }

  List<T> inOrder() {
    List<Placed<T>> all = new ArrayList<>(held);
    all.sort(order);
    return all.stream().map(Placed::one).toList();
  }
}
