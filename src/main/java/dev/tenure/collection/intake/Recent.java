package dev.tenure.collection.intake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was used last of calls, up to a number, and far fewer of those that are over: hardly an
 * event follows a call's end, and what lives long costs each collection of garbage. Belongs to one
 * thread at a time.
 */
final class Recent<K, V> {

  private static final int OVER_OF_ALL = 20;

  private final int most;

  /** The least recently used first. */
  private final Map<K, V> going = new LinkedHashMap<>(64, 0.75f, true);

  /** Those that are over, likewise. */
  private final Map<K, V> over = new LinkedHashMap<>(64, 0.75f, true);

  Recent(int most) {
    this.most = most;
  }

  @Nullable V of(K call) {
    V found = going.get(call);
    return found != null ? found : over.get(call);
  }

  void put(K call, V value, boolean isOver) {
    going.remove(call);
    over.remove(call);
    (isOver ? over : going).put(call, value);
    forgetEldest(going, most);
    forgetEldest(over, most / OVER_OF_ALL);
  }

  void removeIf(Predicate<K> gone) {
    going.keySet().removeIf(gone);
    over.keySet().removeIf(gone);
  }

  void clear() {
    going.clear();
    over.clear();
  }

  private static <K, V> void forgetEldest(Map<K, V> calls, int most) {
    if (calls.size() > most) {
      var eldest = calls.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }
}
