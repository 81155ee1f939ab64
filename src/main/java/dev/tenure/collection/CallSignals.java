package dev.tenure.collection;

import dev.tenure.platform.CustomerId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells open pages of this node that a customer's calls or agents have news. Only what this node
 * has stored is told: a page also looks by itself every few seconds.
 */
@Component
public class CallSignals {

  private static final Logger log = LoggerFactory.getLogger(CallSignals.class);

  private final Map<CustomerId, List<Runnable>> watchers = new ConcurrentHashMap<>();

  CallSignals() {}

  /** Ends a watch; closing it again does nothing. */
  @FunctionalInterface
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Runs {@code onNews} after each commit that stored something for the customer, on the thread
   * that stored it: it must return at once.
   */
  public Watch watch(CustomerId customer, Runnable onNews) {
    // Wrapped, so that the same runnable can be watched twice and closed once.
    Runnable watcher = () -> onNews.run();
    watchers.compute(
        customer,
        (id, list) -> {
          List<Runnable> those = list == null ? new CopyOnWriteArrayList<>() : list;
          those.add(watcher);
          return those;
        });
    return () ->
        watchers.computeIfPresent(
            customer,
            (id, list) -> {
              list.remove(watcher);
              return list.isEmpty() ? null : list;
            });
  }

  /** How many watch the customer on this node. */
  public int watchers(CustomerId customer) {
    return watchers.getOrDefault(customer, List.of()).size();
  }

  /** Called after a commit that stored something for these customers. */
  public void tell(Collection<CustomerId> customers) {
    for (CustomerId customer : customers) {
      for (Runnable watcher : watchers.getOrDefault(customer, List.of())) {
        try {
          watcher.run();
        } catch (RuntimeException broken) {
          // What is stored is stored; a broken page is not the sender's concern.
          log.warn("A watcher of {} failed", customer, broken);
        }
      }
    }
  }
}
