package dev.tenure.collection.told;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.intake.CanonicalEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BelongingTest {

  private static Told call(String id, boolean over, String... marks) {
    return new Told(
        new CanonicalEvent(id, "LegHeld", Instant.EPOCH, "", Map.of()),
        new Told.Subject.Call("c"),
        Set.of(marks),
        over);
  }

  private static List<String> accounts(List<CanonicalEvent> events) {
    return events.stream().map(e -> e.id() + "=" + e.account()).toList();
  }

  @Test
  @DisplayName("C8: a call's events wait until a rule fits, and all of them belong to it")
  void waits() {
    Belonging belonging = new Belonging(Set.of("queue:sales", "queue:help"));

    assertThat(belonging.route(List.of(call("1", false, "context:in")))).isEmpty();
    assertThat(accounts(belonging.route(List.of(call("2", false, "context:in", "queue:help")))))
        .containsExactly("1=queue:help", "2=queue:help");
    assertThat(
            accounts(
                belonging.route(
                    List.of(call("3", true, "queue:help", "queue:sales"), call("4", true)))))
        .containsExactly("3=queue:help", "4=");
  }

  @Test
  @DisplayName("A phone system of one customer takes everything at once")
  void one() {
    assertThat(accounts(new Belonging(Set.of("")).route(List.of(call("1", false)))))
        .containsExactly("1=");
  }

  @Test
  @DisplayName("A range of extensions fits numbers of its own length")
  void range() {
    Belonging belonging = new Belonging(Set.of("ext:1000-1999"));

    assertThat(accounts(belonging.route(List.of(call("1", true, "ext:1500")))))
        .containsExactly("1=ext:1000-1999");
    assertThat(accounts(belonging.route(List.of(call("2", true, "ext:15000")))))
        .containsExactly("2=");
    assertThat(Belonging.isRule("ext:1000-1999")).isTrue();
    assertThat(Belonging.isRule("sales")).isFalse();
    assertThat(Belonging.isRule("queue: sales")).isFalse();
  }

  @Test
  @DisplayName("An agent of two customers' queues is an agent of each, by two events")
  void agents() {
    Told agent =
        new Told(
            new CanonicalEvent("1", "AgentReady", Instant.EPOCH, "", Map.of()),
            new Told.Subject.Agent("Ann"),
            Set.of("queue:sales", "queue:help"),
            false);

    assertThat(accounts(new Belonging(Set.of("queue:sales", "queue:help")).route(List.of(agent))))
        .containsExactlyInAnyOrder("1 queue:sales=queue:sales", "1 queue:help=queue:help");
  }

  @Test
  @DisplayName("C8: an agent who is in no queue any more logs out where the agent was known")
  void agentLeaves() {
    Told out =
        new Told(
            new CanonicalEvent("1", "AgentLoggedOut", Instant.EPOCH, "", Map.of()),
            new Told.Subject.Agent("Ann"),
            Set.of(),
            false);
    Belonging belonging = new Belonging(Set.of("queue:sales", "queue:help"));

    assertThat(accounts(belonging.route(List.of(out)))).containsExactly("1=");
    belonging.agentOf("Ann", "queue:help");
    assertThat(accounts(belonging.route(List.of(out)))).containsExactly("1=queue:help");
  }

  private static Told agent(String id, String type, String... marks) {
    return new Told(
        new CanonicalEvent(id, type, Instant.EPOCH, "", Map.of("agent", "Ann")),
        new Told.Subject.Agent("Ann"),
        Set.of(marks),
        false);
  }

  private static List<String> types(List<CanonicalEvent> events) {
    return events.stream().map(e -> e.type() + " " + e.account()).toList();
  }

  @Test
  @DisplayName("C8: each customer of an agent in several queues gets only what is new to it")
  void agentsOfEach() {
    Belonging belonging = new Belonging(Map.of("queue:sales", "S", "queue:help", "H"));

    assertThat(types(belonging.route(List.of(agent("1", "AgentLoggedIn", "queue:sales")))))
        .containsExactly("AgentLoggedIn queue:sales");
    assertThat(
            types(belonging.route(List.of(agent("2", "AgentReady", "queue:sales", "queue:help")))))
        .as("joined the other's queue too")
        .containsExactly("AgentLoggedIn queue:help");
    assertThat(types(belonging.route(List.of(agent("3", "AgentReady", "queue:help")))))
        .as("left the first one's")
        .containsExactly("AgentLoggedOut queue:sales");
    belonging.forget("H");
    assertThat(types(belonging.route(List.of(agent("4", "AgentReady", "queue:help")))))
        .as("reinstated")
        .containsExactly("AgentLoggedIn queue:help");
    assertThat(types(belonging.route(List.of(agent("5", "AgentReady", "queue:help"))))).isEmpty();
    belonging.change(Map.of("queue:sales", "S", "queue:advice", "H"));
    assertThat(types(belonging.route(List.of(agent("6", "AgentReady", "queue:help")))))
        .as("by another rule")
        .containsExactly("AgentReady ", "AgentLoggedOut queue:advice");
    assertThat(types(belonging.route(List.of(agent("7", "AgentLoggedOut", "queue:sales")))))
        .containsExactly("AgentLoggedOut queue:sales");
    assertThat(belonging.held()).as("nobody is kept in mind who is gone").isZero();
  }

  @Test
  @DisplayName(
      "C8: what is stored when a connection begins isn't reported again to either customer")
  void agentsKnown() {
    Belonging belonging = new Belonging(Map.of("queue:sales", "S", "queue:help", "H"));
    belonging.agentOf("Ann", "queue:sales", "READY", "");

    assertThat(
            belonging.route(
                List.of(agent("1", "AgentReady", "queue:help")), Instant.EPOCH.plusSeconds(9)))
        .extracting(e -> e.type() + " " + e.account() + " " + e.at().getEpochSecond())
        .containsExactly("AgentLoggedIn queue:help 0", "AgentLoggedOut queue:sales 9");
  }

  @Test
  @DisplayName("Events of calls that are over don't fill the memory")
  void strays() {
    Belonging belonging = new Belonging(Map.of("queue:sales", "S", "queue:help", "H"));
    belonging.route(List.of(call("1", true, "queue:sales")));

    assertThat(
            accounts(belonging.route(List.of(call("2", false, "queue:sales"), call("3", false)))))
        .containsExactly("2=queue:sales", "3=");
    assertThat(belonging.held()).isZero();
  }

  @Test
  @DisplayName("A call that fits nobody for long doesn't fill the memory")
  void bounded() {
    Belonging belonging = new Belonging(Set.of("queue:sales"));
    int out = 0;
    for (int i = 0; i < 1_000; i++) {
      out += belonging.route(List.of(call(String.valueOf(i), false))).size();
    }
    assertThat(out).isEqualTo(1_000);
  }
}
