package dev.tenure.customer.live;

import static dev.tenure.customer.PortalWorld.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.account.CollectionFigures;
import dev.tenure.customer.Browser;
import dev.tenure.customer.PortalWorld;
import dev.tenure.identity.Organisation;
import dev.tenure.identity.People;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.PlatformClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

class LiveStreamTest {

  private static final Map<CustomerId, AtomicInteger> RENDERED = new ConcurrentHashMap<>();

  private static PortalWorld world;
  private static int people;

  /** Counts what the real source does. */
  private record Counting(BoardSource real, Map<BoardView, CustomerId> whose)
      implements BoardSource {
    @Override
    public BoardView read(CustomerId customer) {
      BoardView board = real.read(customer);
      whose.put(board, customer);
      return board;
    }

    @Override
    public String render(BoardView board) {
      RENDERED
          .computeIfAbsent(
              Objects.requireNonNull(whose.get(board)), customer -> new AtomicInteger())
          .incrementAndGet();
      return real.render(board);
    }

    @Override
    public String render(BoardChange change) {
      return real.render(change);
    }
  }

  @BeforeAll
  static void start() {
    world = PortalWorld.running(LiveStreamTest::count);
  }

  private static void count(GenericApplicationContext beans) {
    beans.registerBean(
        "counting",
        BoardSource.class,
        () -> new Counting(beans.getBean(Boards.class), new ConcurrentHashMap<>()),
        definition -> definition.setPrimary(true));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static String email() {
    return "priya" + ++people + "@acme.example";
  }

  @Test
  @DisplayName("A call appears on the open page when it begins, with its agent when it is answered")
  void moves() {
    CustomerId acme = world.customer("Acme moves");
    String key = world.source(acme);
    String email = email();
    world.administrator(acme, email);
    try (Browser browser = world.signedIn(email);
        Stream stream = Stream.of(browser)) {
      stream.boardWith("No call is in progress");
      Instant now = world.the(PlatformClock.class).now();
      world.send(
          key,
          "["
              + event(now, "AgentLoggedIn", "agent", "201", "name", "Amy Clarke")
              + ","
              + event(
                  now,
                  "LegStarted",
                  "callRef",
                  "c1",
                  "legRef",
                  "a",
                  "direction",
                  "inbound",
                  "from",
                  "02079460018",
                  "to",
                  "100")
              + ","
              + event(now.plusMillis(5), "QueueEntered", "callRef", "c1", "queue", "Reception")
              + "]");
      assertThat(stream.boardWith("02079460018").data()).contains("Waiting", "Reception");
      world.send(
          key,
          event(
              now.plusMillis(900),
              "QueueAnswered",
              "callRef",
              "c1",
              "queue",
              "Reception",
              "legRef",
              "b",
              "agent",
              "201"));
      assertThat(stream.boardWith("Talking").data()).contains("Amy Clarke", "Connected");
    }
  }

  @Test
  @DisplayName("The page without a phone system says what to do")
  void empty() {
    CustomerId acme = world.customer("Acme empty");
    String email = email();
    world.administrator(acme, email);
    try (Browser browser = world.signedIn(email)) {
      assertThat(browser.get("/portal/live").body())
          .contains("No phone system is connected yet", "Your provider connects it")
          .doesNotContain("style=", "<script>", "onclick");
    }
  }

  @Test
  @DisplayName("B2: Disable ends the open streams with the sentence, and no reason is told (B4)")
  void disable() {
    CustomerId acme = world.customer("Acme disable");
    String email = email();
    world.administrator(acme, email);
    try (Browser browser = world.signedIn(email);
        Stream one = Stream.of(browser);
        Stream other = Stream.of(browser)) {
      one.next("board");
      other.next("board");
      world.disable(acme);
      for (Stream stream : List.of(one, other)) {
        assertThat(stream.next("stopped").data())
            .startsWith("Access to this account has been stopped. Please contact Northwind Telecom")
            .contains("help@northwind.example")
            .doesNotContain("secret reason");
        assertThat(stream.next().name()).isEqualTo(Stream.END);
      }
      assertThat(browser.open("/portal/live/stream").statusCode()).isEqualTo(403);
      assertThat(browser.get("/portal/calls").statusCode()).isEqualTo(403);
    }
  }

  @Test
  @DisplayName("B2: Terminate now ends the open streams")
  void terminate() {
    CustomerId acme = world.customer("Acme terminate");
    String email = email();
    world.administrator(acme, email);
    try (Browser browser = world.signedIn(email);
        Stream stream = Stream.of(browser)) {
      stream.next("board");
      world.terminate(acme);
      assertThat(stream.next("stopped").data()).contains("Northwind Telecom");
      assertThat(stream.next().name()).isEqualTo(Stream.END);
    }
  }

  @Test
  @DisplayName("A2, B2: a stream ends at T although nothing commits then and no job runs")
  void atTermination() {
    CustomerId acme = world.customer("Acme at T");
    String email = email();
    world.administrator(acme, email);
    try (Browser browser = world.signedIn(email);
        Stream stream = Stream.of(browser)) {
      stream.next("board");
      Instant t = world.the(PlatformClock.class).now().plusSeconds(3);
      world.terminateAt(acme, t);
      // Still there: setting T is no end of access.
      assertThat(stream.next("pulse").name()).isEqualTo("pulse");
      stream.next("stopped");
      assertThat(world.the(PlatformClock.class).now()).isAfterOrEqualTo(t);
      assertThat(stream.next().name()).isEqualTo(Stream.END);
    }
  }

  @Test
  @DisplayName("A withdrawn or moved T doesn't end a stream at the former one")
  void withdrawn() {
    CustomerId acme = world.customer("Acme moved T");
    String email = email();
    world.administrator(acme, email);
    try (Browser browser = world.signedIn(email);
        Stream stream = Stream.of(browser)) {
      stream.next("board");
      Instant t = world.the(PlatformClock.class).now().plusSeconds(2);
      world.terminateAt(acme, t);
      world.terminateAt(acme, t.plusSeconds(3600));
      for (int i = 0; i < 4; i++) {
        stream.next("pulse");
      }
    }
  }

  @Test
  @DisplayName("Signing out ends that session's streams and nobody else's")
  void signOut() {
    CustomerId acme = world.customer("Acme sign-out");
    String email = email();
    world.administrator(acme, email);
    try (Browser leaving = world.signedIn(email);
        Browser staying = world.signedIn(email);
        Stream theirs = Stream.of(leaving);
        Stream others = Stream.of(staying)) {
      theirs.next("board");
      others.next("board");
      leaving.submit("/portal/live", "/signout", Map.of());
      theirs.next("ended");
      assertThat(theirs.next().name()).isEqualTo(Stream.END);
      others.next("pulse");
      others.next("pulse");
    }
  }

  @Test
  @DisplayName("Deactivating a person ends their streams")
  void deactivated() {
    CustomerId acme = world.customer("Acme deactivated");
    String email = email();
    PersonId priya = world.administrator(acme, email);
    try (Browser browser = world.signedIn(email);
        Stream stream = Stream.of(browser)) {
      stream.next("board");
      world.the(People.class).deactivate(new Organisation.Customer(acme), priya, world.dana());
      stream.next("ended");
      assertThat(stream.next().name()).isEqualTo(Stream.END);
    }
  }

  @Test
  @DisplayName("Many viewers of a customer share each rendering, and are counted (G)")
  void shared() {
    CustomerId acme = world.customer("Acme shared");
    String key = world.source(acme);
    String email = email();
    world.administrator(acme, email);
    int viewers = 20;
    try (Browser browser = world.signedIn(email)) {
      List<Stream> streams = new ArrayList<>();
      for (int i = 0; i < viewers; i++) {
        streams.add(Stream.of(browser));
      }
      streams.forEach(stream -> stream.next("board"));
      assertThat(world.the(CollectionFigures.class).figures(acme).openLiveBoards())
          .isEqualTo(viewers);
      Instant now = world.the(PlatformClock.class).now();
      world.send(key, event(now, "AgentLoggedIn", "agent", "201", "name", "Amy Clarke"));
      streams.forEach(stream -> stream.boardWith("Amy Clarke"));
      // The first board and the one with Amy; never one for each viewer.
      assertThat(Objects.requireNonNull(RENDERED.get(acme)).get()).isLessThan(viewers);
      streams.forEach(Stream::close);
    }
  }

  @Test
  @DisplayName("A person without the permission gets neither page nor stream")
  void notAllowed() {
    CustomerId acme = world.customer("Acme permissions");
    String email = email();
    world.keeper(acme, email);
    try (Browser browser = world.signedIn(email)) {
      assertThat(browser.get("/portal/live").statusCode()).isEqualTo(403);
      assertThat(browser.open("/portal/live/stream").statusCode()).isEqualTo(403);
      assertThat(browser.get("/portal").headers().firstValue("Location"))
          .hasValueSatisfying(to -> assertThat(to).endsWith("/portal/users"));
    }
  }

  @Test
  @DisplayName("A14: another account's disable and a hold on the reseller leave streams open")
  void others() {
    CustomerId acme = world.customer("Acme others");
    CustomerId other = world.customer("Other");
    String email = email();
    world.administrator(acme, email);
    try (Browser browser = world.signedIn(email);
        Stream stream = Stream.of(browser)) {
      stream.next("board");
      world.disable(other);
      world.holdReseller();
      for (int i = 0; i < 3; i++) {
        stream.next("pulse");
      }
    }
  }
}
