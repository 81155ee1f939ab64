package dev.tenure.collection;

import dev.tenure.collection.live.CallListStore;
import dev.tenure.collection.live.JourneyStore;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A customer's calls in lists and one by one. Reads by customer and decides no access. */
@Component
public class CallList {

  private static final long MOST_COUNTED = 10_000;

  private final CallListStore store;
  private final JourneyStore journeys;

  CallList(CallListStore store, JourneyStore journeys) {
    this.store = store;
    this.journeys = journeys;
  }

  /** An agent to choose in the filter. */
  public record AgentChoice(String ref, String name) {}

  /**
   * The first calls in that order, or those that follow a page.
   *
   * @param after of an answer in the same order; anything else is not understood and begins anew
   * @param size of the page, 1 or more
   * @throws Refused {@code search-too-long} when the search takes longer than somebody would wait
   */
  @Transactional(readOnly = true)
  public CallPage page(
      CustomerId customer,
      CallFilter filter,
      CallOrder order,
      Optional<CallCursor> after,
      int size) {
    return patiently(() -> {
      List<CallListStore.Found> found = store.page(customer, filter, order, after, size + 1);
      List<CallLine> lines = found.stream().limit(size).map(CallListStore.Found::line).toList();
      return new CallPage(
          lines,
          found.size() <= size
              ? Optional.empty()
              : Optional.of(new CallCursor(found.get(size - 1).value(), lines.getLast().id())));
    });
  }

  /** How many calls the filter means; 10,000 are counted at most. */
  @Transactional(readOnly = true)
  public CallCount count(CustomerId customer, CallFilter filter) {
    return patiently(() -> {
      long found = store.count(customer, filter, MOST_COUNTED + 1);
      return new CallCount(Math.min(found, MOST_COUNTED), found > MOST_COUNTED);
    });
  }

  private <T> T patiently(Supplier<T> search) {
    store.beginSearch();
    try {
      return search.get();
    } catch (QueryTimeoutException tooLong) {
      throw new Refused(
          new Refusal.Invalid(
              "from",
              "search-too-long",
              "That search takes too long. Choose fewer days, or the newest calls first."));
    }
  }

  /** All calls that the filter means, the newest first, one after another without holding them. */
  @Transactional(readOnly = true)
  public void each(CustomerId customer, CallFilter filter, Consumer<CallLine> reader) {
    store.each(customer, filter, reader);
  }

  /**
   * One call with its parts.
   *
   * @throws Refused as not found, also when it is another customer's (B5)
   */
  public Journey journey(CustomerId customer, CallId id) {
    return journeys.journey(customer, id).orElseThrow(CallId::unknown);
  }

  /** The customer's agents, by name. */
  public List<AgentChoice> agents(CustomerId customer) {
    return store.agents(customer);
  }
}
