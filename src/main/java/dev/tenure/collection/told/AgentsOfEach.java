package dev.tenure.collection.told;

import dev.tenure.collection.intake.CanonicalEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The statuses of agents that each customer of a phone system last got. An agent in several
 * customers' queues is an agent of each (C8): joining the queues of one is a log-in there, and
 * leaving them a log-out, whatever the agent does elsewhere. No customer gets the same status
 * twice.
 */
final class AgentsOfEach {

  private static final String OUT = "AgentLoggedOut";
  private static final String NOBODY = "";

  /** The status, by agent and customer. */
  private final Map<String, Map<String, String>> places = new HashMap<>();

  /** The customer of each rule. */
  private Map<String, String> customers;

  AgentsOfEach(Map<String, String> customers) {
    this.customers = new TreeMap<>(customers);
  }

  void change(Map<String, String> present) {
    customers = new TreeMap<>(present);
  }

  /** Takes over the stored status of the agent under the rule. */
  void known(String agent, String rule, String status, String reason) {
    places
        .computeIfAbsent(agent, ref -> new TreeMap<>())
        .put(customers.getOrDefault(rule, rule), status(status, reason));
  }

  /** Forgets what the customer got, as after a reinstatement. */
  void forget(String customer) {
    places.values().forEach(each -> each.remove(customer));
    places.values().removeIf(Map::isEmpty);
  }

  int size() {
    return places.size();
  }

  /**
   * The event for each customer for which it is new.
   *
   * @param leftAt when agents have left a customer's queues if they are no longer in any of them;
   *     null for the event's own instant
   */
  List<CanonicalEvent> route(String ref, Told told, @Nullable Instant leftAt) {
    CanonicalEvent event = told.event();
    Map<String, String> before = places.getOrDefault(ref, Map.of());
    Map<String, String> rules = fitting(told.marks());
    if (event.type().equals(OUT)) {
      before.keySet().forEach(customer -> add(customer, rules));
      places.remove(ref);
      return rules.isEmpty()
          ? List.of(event)
          : rules.values().stream().map(rule -> of(event, event.type(), rule)).toList();
    }
    if (rules.isEmpty() && told.marks().stream().noneMatch(mark -> mark.startsWith("queue:"))) {
      // Its queues aren't known: it keeps its customers.
      before.keySet().forEach(customer -> add(customer, rules));
    }
    boolean unclaimed = rules.isEmpty();
    if (unclaimed) {
      rules.put(NOBODY, "");
    }
    String status = status(event.type(), event.fields().getOrDefault("reason", ""));
    List<CanonicalEvent> out = new ArrayList<>();
    Map<String, String> after = new TreeMap<>();
    rules.forEach((customer, rule) -> {
      String known = before.get(customer);
      after.put(customer, status);
      if (!status.equals(known)) {
        String type = known == null ? begun(event.type()) : event.type();
        out.add(unclaimed ? event : of(event, type, rule));
      }
    });
    Map<String, String> left = new TreeMap<>();
    before.keySet().forEach(customer -> add(customer, left));
    left.keySet().removeAll(after.keySet());
    left.values().forEach(rule -> out.add(left(event, rule, leftAt)));
    places.put(ref, after);
    return out;
  }

  /** The first rule of each customer that fits; the empty one fits what no other does. */
  private Map<String, String> fitting(Set<String> marks) {
    Map<String, String> fitting = new TreeMap<>();
    customers.forEach((rule, customer) -> {
      if (Belonging.fits(rule, marks)) {
        fitting.putIfAbsent(customer, rule);
      }
    });
    String rest = customers.get("");
    if (fitting.isEmpty() && rest != null) {
      fitting.put(rest, "");
    }
    return fitting;
  }

  /** Adds the customer with one of its present rules; a customer without a rule gets nothing. */
  private void add(String customer, Map<String, String> rules) {
    customers.forEach((rule, whose) -> {
      if (whose.equals(customer)) {
        rules.putIfAbsent(customer, rule);
      }
    });
  }

  private CanonicalEvent of(CanonicalEvent event, String type, String rule) {
    return new CanonicalEvent(id(event, rule), type, event.at(), rule, event.fields());
  }

  private CanonicalEvent left(CanonicalEvent event, String rule, @Nullable Instant at) {
    return new CanonicalEvent(
        id(event, rule),
        OUT,
        at == null ? event.at() : at,
        rule,
        Map.of("agent", event.fields().getOrDefault("agent", "")));
  }

  /** An event's id for one customer: several may get it, each once. */
  private String id(CanonicalEvent event, String rule) {
    return customers.size() == 1 ? event.id() : event.id() + " " + rule;
  }

  /** For a customer that didn't have the agent before, it logs in. */
  private static String begun(String type) {
    return switch (type) {
      case "AgentReady", "WrapUpEnded" -> "AgentLoggedIn";
      default -> type;
    };
  }

  /** The status in an event's type, or in a stored interval. */
  private static String status(String word, String reason) {
    return switch (word) {
      case "AgentNotReady", "NOT_READY" -> "NOT_READY " + reason;
      case "WrapUpStarted", "WRAP_UP" -> "WRAP_UP";
      default -> "READY";
    };
  }
}
