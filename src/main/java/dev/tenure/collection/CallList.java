package dev.tenure.collection;

import dev.tenure.collection.live.CallListStore;
import dev.tenure.platform.CustomerId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A customer's calls in lists and one by one. Reads by customer and decides no access. */
@Component
public class CallList {

  private final CallListStore store;

  CallList(CallListStore store) {
    this.store = store;
  }

  /** An agent to choose in the filter. */
  public record AgentChoice(String ref, String name) {}

  /**
   * The newest calls, or those that follow a page.
   *
   * @param size of the page, 1 or more
   */
  public CallPage page(
      CustomerId customer, CallFilter filter, Optional<CallCursor> after, int size) {
    List<CallLine> lines = store.page(customer, filter, after, size + 1);
    if (lines.size() <= size) {
      return new CallPage(lines, Optional.empty());
    }
    CallLine last = lines.get(size - 1);
    return new CallPage(
        lines.subList(0, size), Optional.of(new CallCursor(last.startedAt(), last.id())));
  }

  /** How many calls the filter means. */
  public long count(CustomerId customer, CallFilter filter) {
    return store.count(customer, filter);
  }

  /** All calls that the filter means, the newest first, one after another without holding them. */
  @Transactional(readOnly = true)
  public void each(CustomerId customer, CallFilter filter, Consumer<CallLine> reader) {
    store.each(customer, filter, reader);
  }

  /**
   * One call with its parts.
   *
   * @throws dev.tenure.platform.Refused as not found, also when it is another customer's (B5)
   */
  public Journey journey(CustomerId customer, CallId id) {
    return store.journey(customer, id).orElseThrow(CallId::unknown);
  }

  /** The queues of calls within the filter's time range, by name. */
  public List<String> queues(CustomerId customer, CallFilter filter) {
    return store.queues(customer, filter);
  }

  /** The customer's agents, by name. */
  public List<AgentChoice> agents(CustomerId customer) {
    return store.agents(customer);
  }
}
