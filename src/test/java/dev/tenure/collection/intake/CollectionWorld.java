package dev.tenure.collection.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.tenure.account.Accounts;
import dev.tenure.account.Effect;
import dev.tenure.account.EffectKind;
import dev.tenure.account.Moment;
import dev.tenure.account.ScheduleTermination;
import dev.tenure.account.WithdrawTermination;
import dev.tenure.audit.AuditTrail;
import dev.tenure.collection.CallSignals;
import dev.tenure.collection.SettledQuarters;
import dev.tenure.collection.Source;
import dev.tenure.collection.Sources;
import dev.tenure.identity.Presence;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.verify.LawCheck;
import dev.tenure.testing.FixedPresence;
import dev.tenure.testing.ModuleStory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.transaction.support.TransactionTemplate;

/** Accounts and their phones on a database of its own, with verbs for stories. */
final class CollectionWorld extends ModuleStory {

  static final Instant START = Instant.parse("2026-11-01T09:00:00Z");
  private final ResellerId reseller;

  CollectionWorld() {
    this(Duration.ofMinutes(5), 8, true);
  }

  CollectionWorld(Duration settlement, int connections, boolean frozen) {
    super(
        connections,
        frozen ? START : null,
        Wiring.class,
        Map.of("tenure.settlement", settlement.toString()),
        CollectionWorld::surroundings);
    reseller = reseller("North");
    if (frozen) {
      later(Duration.ofHours(1));
    }
  }

  private static void surroundings(AnnotationConfigApplicationContext beans) {
    beans.registerBean(Presence.class, () -> new FixedPresence(0, 0));
    beans.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
    // Nobody sums up here.
    beans.registerBean(SettledQuarters.class, () -> (customer, from, to) -> Map.of());
  }

  /** Another process of the same Tenure, which reaches the database in a way of its own. */
  AnnotationConfigApplicationContext process(DataSource data, Intake.AnswerWhen answer) {
    return wired(
        data,
        database.clock(),
        Wiring.class,
        Map.of("tenure.intake.answer", answer.name()),
        CollectionWorld::surroundings);
  }

  @ComponentScan(
      basePackageClasses = {Accounts.class, AuditTrail.class, Sources.class},
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern =
                  ".*(AccountBell|LeftoverWatch|IntakeSecurity|collection[.]connect[.].*|World.*|Test.*)"))
  static class Wiring {}

  Actor dana() {
    return dana(reseller);
  }

  /** A customer of North's, in service from an hour after the start. */
  CustomerId customer(String name) {
    return customer(reseller, name);
  }

  Source.WithKey source(CustomerId customer) {
    return the(Sources.class).create(customer, "PBX", dana());
  }

  OpenSource open(Source.WithKey source) {
    return the(SourceKeyStore.class).open(source.key()).orElseThrow();
  }

  Answer send(Source.WithKey source, String... lines) {
    return send(the(Intake.class), source, lines);
  }

  Answer send(Intake intake, Source.WithKey source, String... lines) {
    try {
      return intake.take(
          open(source),
          EventReader.read(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
    } catch (EventReader.Unacceptable e) {
      throw new IllegalStateException(e.sentence(), e);
    }
  }

  /** A line of an event; fields in turn as name and value. */
  static String event(String id, String type, Instant at, String... fields) {
    StringBuilder json =
        new StringBuilder(
            "{\"id\":\"%s\",\"type\":\"%s\",\"occurredAt\":\"%s\"".formatted(id, type, at));
    for (int i = 0; i < fields.length; i += 2) {
      json.append(",\"%s\":\"%s\"".formatted(fields[i], fields[i + 1]));
    }
    return json.append('}').toString();
  }

  /** A call enters the queue Sales. */
  static String queued(String call, Instant at) {
    return event(call + "-q", "QueueEntered", at, "callRef", call, "queue", "Sales");
  }

  /** Agent 101 answers it there. */
  static String answered(String call, Instant at) {
    return event(
        call + "-a", "QueueAnswered", at, "callRef", call, "queue", "Sales", "agent", "101");
  }

  /** Its caller ends it. */
  static String ended(String call, Instant at) {
    return event(call + "-e", "CallEnded", at, "callRef", call, "by", "caller");
  }

  /** Terminates now, and answers T. */
  Instant terminate(CustomerId id) {
    terminate(id, dana());
    return Objects.requireNonNull(account(id).timeline().fold().terminatesAt());
  }

  void terminateAt(CustomerId id, Instant end) {
    var local = end.atZone(LONDON);
    the(ScheduleTermination.class)
        .schedule(
            order(id, dana()),
            Moment.resolve(local.toLocalDate(), local.toLocalTime(), LONDON),
            account(id).name());
  }

  void withdraw(CustomerId id) {
    the(WithdrawTermination.class).withdraw(order(id, dana()));
  }

  void reinstate(CustomerId id) {
    reinstate(id, support());
  }

  Instant now() {
    return database.clock().now();
  }

  /** An intake like the real one, whose facts have a share of the work of their own. */
  record Node(Intake intake, Folds folds) {}

  /** Another node, whose answers wait for the facts. */
  Node node(Fence fence) {
    return node(the(TransactionTemplate.class), fence, Intake.AnswerWhen.FOLDED);
  }

  /** Another node, with transactions of another kind. */
  Node node(TransactionTemplate transactions) {
    return node(transactions, the(PeriodStore.class), Intake.AnswerWhen.FOLDED);
  }

  /** Another node as the product's are: the facts follow its answers. */
  Node nodeAhead(Fence fence) {
    return node(the(TransactionTemplate.class), fence, Intake.AnswerWhen.DURABLE);
  }

  /** Another node, which asks and writes the journal in a way of its own. */
  Node node(JournalStore journal) {
    PeriodStore fence = the(PeriodStore.class);
    return node(
        the(TransactionTemplate.class), fence, journal(fence, journal), Intake.AnswerWhen.FOLDED);
  }

  private Node node(TransactionTemplate transactions, Fence fence, Intake.AnswerWhen answer) {
    return node(transactions, fence, journal(fence, the(JournalStore.class)), answer);
  }

  private Node node(
      TransactionTemplate transactions,
      Fence fence,
      JournalWriter writer,
      Intake.AnswerWhen answer) {
    Folds folds =
        new Folds(
            transactions,
            facts(fence),
            the(LaneStore.class),
            the(CallSignals.class),
            the(MeterRegistry.class),
            2,
            1_000);
    return new Node(
        new Intake(
            transactions,
            writer,
            the(PeriodStore.class),
            the(CountStore.class),
            folds,
            the(MeterRegistry.class),
            answer),
        folds);
  }

  /** How often facts couldn't be written for a reason. */
  int failedFolds(Class<? extends Exception> why) {
    return (int)
        the(MeterRegistry.class)
            .counter("tenure.intake.folds.failed", "cause", why.getSimpleName())
            .count();
  }

  /** The connectors' way into a node. */
  EventDoor door(Node node) {
    return new ConnectorDoor(
        the(SourceKeyStore.class), node.intake(), node.folds(), the(Leftovers.class));
  }

  /** What writes to the journal in a transaction. */
  JournalWriter journal() {
    return the(JournalWriter.class);
  }

  /** What writes facts in a transaction. */
  FactWriter facts() {
    return the(FactWriter.class);
  }

  private JournalWriter journal(Fence fence, JournalStore journal) {
    return new JournalWriter(
        fence,
        the(LaneStore.class),
        the(SourceKeyStore.class),
        journal,
        the(AgentJournalStore.class),
        the(UnfoldedStore.class),
        the(CountStore.class),
        FenceRace.SETTLEMENT,
        1_000);
  }

  private FactWriter facts(Fence fence) {
    return new FactWriter(
        fence,
        the(LaneStore.class),
        the(UnfoldedStore.class),
        the(Refold.class),
        the(AgentStore.class));
  }

  <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(the(TransactionTemplate.class).execute(status -> work.get()));
  }

  /**
   * Commits no longer wait for the disk: a race is about order, and many of them should take place.
   */
  void commitWithoutWaiting() {
    String name = read("SELECT current_database()").getFirst();
    database.jdbc().sql("ALTER DATABASE " + name + " SET synchronous_commit = off").update();
    ((HikariDataSource) database.dataSource()).getHikariPoolMXBean().softEvictConnections();
  }

  /** The agent becomes a holder of licences, as users found in a phone system do. */
  void isCharged(String agent) {
    database
        .jdbc()
        .sql(
            """
            INSERT INTO licence_holder (customer_id, name, agent_id)
            SELECT customer_id, name, id
            FROM agent
            WHERE agent_ref = :agent
            """)
        .param("agent", agent)
        .update();
  }

  /** Takes out what was collected, so that the next round's checks look at its own. */
  void forgetFacts() {
    database
        .jdbc()
        .sql(
            "TRUNCATE call, segment, queue_visit, agent_offer, agent_interval, agent,"
                + " intake_call_entry, intake_agent_event, intake_count, fact_touched CASCADE")
        .update();
    // As whoever writes to a lane or ends service does, so that nobody remembers what was there.
    database.jdbc().sql("UPDATE intake_lane SET version = version + 1").update();
    database.jdbc().sql("UPDATE service_period SET during = during").update();
  }

  /** Carries out the effect that writes down the cut, and answers what it says. */
  String carryOutCuts(CustomerId customer) {
    Effect effect = new Effect(new UUID(0, 1), customer.value(), 1, EffectKind.CUT_FACTS, now());
    return Objects.requireNonNull(
        inTransaction(() -> the(CutFacts.class).carryOut(List.of(effect))).get(effect.id()));
  }

  /** Asserts that what is stored keeps them. */
  void obeysLaws() {
    for (LawCheck law : laws()) {
      assertThat(law.run().violations()).as(law.sentence()).isEmpty();
    }
  }

  /** The checks of this module's laws. */
  List<LawCheck> laws() {
    return context().getBeansOfType(LawCheck.class).values().stream()
        .filter(law -> law.getClass().getName().startsWith("dev.tenure.collection."))
        .toList();
  }

  /** One column of the rows, as text. */
  List<String> read(String sql) {
    return database.jdbc().sql(sql).query((rs, n) -> String.valueOf(rs.getString(1))).list();
  }
}
