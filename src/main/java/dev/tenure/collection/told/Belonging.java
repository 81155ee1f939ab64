package dev.tenure.collection.told;

import dev.tenure.collection.intake.CanonicalEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose events they are (C8). A phone system of one customer has the empty rule, which takes
 * everything. With several, each has a rule: {@code queue:sales}, {@code ext:1000-1999}, {@code
 * context:acme}, {@code account:acme}. A call belongs, with all its events, to the first rule that
 * fits it; until one does, its events wait. An agent of several customers' queues is an agent of
 * each. What fits nobody is handed on without a customer, to be counted.
 */
public final class Belonging {

  private static final int MOST_WAITING = 200;

  /** The most ended calls that are remembered, because stray events come late. */
  private static final int MOST_OVER = 1_000;

  private List<String> rules;
  private final Map<String, String> decided = new HashMap<>();
  private final Map<String, Set<String>> agents = new HashMap<>();
  private final Map<String, List<CanonicalEvent>> waiting = new HashMap<>();

  /** The calls that ended last, the newest at the end. */
  private final LinkedHashSet<String> over = new LinkedHashSet<>();

  private final @Nullable AgentsOfEach each;
  private int waitingEvents;

  /** By the rules of a source's customers. */
  public Belonging(Set<String> rules) {
    this.rules = rules.stream().sorted().toList();
    this.each = null;
  }

  /**
   * The same, for a connected phone system: it is known which queues each agent is in, so that each
   * customer gets log-ins and log-outs for its own queues.
   *
   * @param customers by rule
   */
  public Belonging(Map<String, String> customers) {
    this.rules = customers.keySet().stream().sorted().toList();
    this.each = new AgentsOfEach(customers);
  }

  /** Takes other rules; calls in progress stay with whom they belong to. */
  public void change(Set<String> newRules) {
    rules = newRules.stream().sorted().toList();
  }

  /** Takes other rules and customers in the same way. */
  public void change(Map<String, String> customers) {
    change(customers.keySet());
    if (each != null) {
      each.change(customers);
    }
  }

  /** Forgets which statuses the customer got. */
  public void forget(String customer) {
    if (each != null) {
      each.forget(customer);
    }
  }

  /** Whether a text can be a rule. */
  public static boolean isRule(String text) {
    return text.matches("(queue|context|account):\\S(.*\\S)?|ext:[0-9]{1,15}(-[0-9]{1,15})?");
  }

  /** A call that is stored already stays whose it is. */
  public void decided(String call, String rule) {
    decided.put(call, rule);
  }

  /** An agent who is stored as logged in is the customer's, whatever queue is left meanwhile. */
  public void agentOf(String agent, String rule) {
    agents.computeIfAbsent(agent, ref -> new TreeSet<>()).add(rule);
  }

  /** The same, with the stored status: READY, NOT_READY or WRAP_UP. */
  public void agentOf(String agent, String rule, String status, String reason) {
    if (each == null) {
      agentOf(agent, rule);
    } else {
      each.known(agent, rule, status, reason);
    }
  }

  /** How many things are kept in memory: calls, agents, and events that wait. */
  public int held() {
    return decided.size() + agents.size() + (each == null ? 0 : each.size()) + waitingEvents;
  }

  /** The events with their accounts, as far as it can be told whose they are. */
  public List<CanonicalEvent> route(List<Told> told) {
    return route(told, null);
  }

  /**
   * The same.
   *
   * @param leftAt when agents left the queues that they are no longer in; null for the events' own
   *     instants
   */
  public List<CanonicalEvent> route(List<Told> told, @Nullable Instant leftAt) {
    List<CanonicalEvent> out = new ArrayList<>();
    for (Told one : told) {
      switch (one.subject()) {
        case Told.Subject.Call(String ref) -> call(ref, one, out);
        case Told.Subject.Agent(String ref) -> agent(ref, one, leftAt, out);
      }
    }
    return out;
  }

  /** What waits for a rule to fit, as nobody's: nothing more will come of these calls. */
  public List<CanonicalEvent> rest() {
    List<CanonicalEvent> out = new ArrayList<>();
    waiting.values().forEach(out::addAll);
    waiting.clear();
    waitingEvents = 0;
    return out;
  }

  private void call(String ref, Told told, List<CanonicalEvent> out) {
    String rule = decided.get(ref);
    if (rule == null && over.contains(ref)) {
      // A stray event of a call that is over.
      rule = first(told.marks());
      out.add(told.event().of(rule == null ? "" : rule));
      return;
    }
    if (rule == null) {
      rule = first(told.marks());
      if (rule == null && !told.over() && !rules.equals(List.of(""))) {
        hold(ref, told.event(), out);
        return;
      }
      // Whoever has no rule of its own takes what is nobody else's; the empty account may be no
      // one.
      rule = rule == null ? "" : rule;
      decided.put(ref, rule);
      List<CanonicalEvent> held = waiting.remove(ref);
      for (CanonicalEvent event : held == null ? List.<CanonicalEvent>of() : held) {
        out.add(event.of(rule));
        waitingEvents--;
      }
    }
    out.add(told.event().of(rule));
    if (told.over()) {
      decided.remove(ref);
      over.add(ref);
      if (over.size() > MOST_OVER) {
        over.removeFirst();
      }
    }
  }

  private void hold(String ref, CanonicalEvent event, List<CanonicalEvent> out) {
    List<CanonicalEvent> held = waiting.computeIfAbsent(ref, call -> new ArrayList<>());
    held.add(event);
    waitingEvents++;
    if (held.size() > MOST_WAITING) {
      out.addAll(held);
      decided.put(ref, "");
      waitingEvents -= held.size();
      waiting.remove(ref);
    }
  }

  private void agent(String ref, Told told, @Nullable Instant leftAt, List<CanonicalEvent> out) {
    if (each != null) {
      out.addAll(each.route(ref, told, leftAt));
      return;
    }
    Set<String> all = new TreeSet<>();
    rules.stream().filter(rule -> fits(rule, told.marks())).forEach(all::add);
    if (all.isEmpty()) {
      all.addAll(agents.getOrDefault(ref, Set.of()));
    } else {
      agents.put(ref, all);
    }
    if (all.isEmpty()) {
      out.add(told.event());
    }
    for (String rule : all) {
      CanonicalEvent event = told.event();
      String id = all.size() == 1 ? event.id() : event.id() + " " + rule;
      out.add(new CanonicalEvent(id, event.type(), event.at(), rule, event.fields()));
    }
  }

  private @Nullable String first(Set<String> marks) {
    return rules.stream().filter(rule -> fits(rule, marks)).findFirst().orElse(null);
  }

  static boolean fits(String rule, Set<String> marks) {
    if (rule.startsWith("ext:") && rule.contains("-")) {
      int dash = rule.indexOf('-');
      String low = rule.substring(4, dash);
      String high = rule.substring(dash + 1);
      return marks.stream()
          .filter(mark -> mark.startsWith("ext:"))
          .map(mark -> mark.substring(4))
          .anyMatch(ext ->
              ext.length() == low.length()
                  && ext.length() == high.length()
                  && ext.compareTo(low) >= 0
                  && ext.compareTo(high) <= 0);
    }
    return marks.contains(rule);
  }
}
