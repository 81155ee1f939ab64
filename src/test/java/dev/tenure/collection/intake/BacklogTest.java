package dev.tenure.collection.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.intake.Backlog.Waiting;
import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Happening;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private static final SourceId PBX = new SourceId(new UUID(0, 1));

  private final AtomicLong now = new AtomicLong();
  private final Backlog backlog = new Backlog(now::get);
  private int events;

  private News.Item item(int customer, String call) {
    return new News.Item(
        new CallRef(PBX, new CustomerId(new UUID(0, customer)), call),
        new Event(
            "e" + events++, Instant.EPOCH, new Happening.CallEnded(call, Happening.Party.CALLER)));
  }

  private News news(int id, String stamp, News.Item... items) {
    return new News(new UUID(1, id), List.of(items), Map.of(new CustomerId(new UUID(0, 1)), stamp));
  }

  private static List<String> calls(Portion portion) {
    return portion.waiting().stream()
        .map(one -> one.of().ref() + one.events().size())
        .sorted()
        .toList();
  }

  @Test
  @DisplayName("the longest waiting come first, with all their news; news are over with their last")
  void order() {
    backlog.add(news(1, "s", item(1, "a"), item(1, "b")));
    backlog.add(news(2, "s", item(1, "c"), item(1, "a")));

    Portion first = backlog.next(1);
    assertThat(calls(first)).containsExactly("a2");
    assertThat(first.completed()).isEmpty();
    backlog.done(first);
    Portion second = backlog.next(1);
    assertThat(second.completed()).containsExactly(new UUID(1, 1));
    backlog.done(second);
    assertThat(backlog.ids()).containsExactly(new UUID(1, 2));
    backlog.done(backlog.next(9));
    assertThat(backlog.ids()).isEmpty();
    assertThat(backlog.events()).isZero();
  }

  @Test
  @DisplayName("news from before and after a change of service periods don't say which hold")
  void stamps() {
    backlog.add(news(1, "s", item(1, "a"), item(1, "b")));
    backlog.add(news(2, "t", item(1, "a")));
    assertThat(backlog.next(9).waiting())
        .extracting(one -> one.of().ref() + ":" + one.stamp())
        .containsExactlyInAnyOrder("a:" + News.UNKNOWN_STAMP, "b:s");
  }

  @Test
  @DisplayName("news that are found as left over while they are here end once, and hold up nobody")
  void twice() {
    News news = news(1, "s", item(1, "a"));
    backlog.add(news);
    backlog.add(news);
    Portion only = backlog.next(9);
    assertThat(calls(only)).containsExactly("a1");
    backlog.add(news);
    backlog.done(only);
    assertThat(backlog.ids()).isEmpty();
    assertThat(backlog.isDue()).isFalse();
  }

  @Test
  @DisplayName("what is set aside waits for its time, gathers news, and holds up nobody")
  void aside() {
    backlog.add(news(1, "s", item(1, "a")));
    backlog.setAside(backlog.next(9), Duration.ofNanos(10));
    backlog.settle();
    backlog.add(news(2, "s", item(1, "a"), item(1, "b")));
    Portion other = backlog.next(9);
    assertThat(calls(other)).containsExactly("b1");
    backlog.done(other);
    backlog.settle();
    assertThat(backlog.isDue()).isFalse();

    now.set(10);
    assertThat(backlog.isDue()).isTrue();
    Portion again = backlog.next(9);
    assertThat(calls(again)).containsExactly("a2");
    assertThat(again.waiting().iterator().next().failures()).isOne();
    assertThat(again.completed()).containsExactlyInAnyOrder(new UUID(1, 1), new UUID(1, 2));
  }

  @Test
  @DisplayName("C6: whatever fails and in whatever parts, each event is folded before its news end")
  void anyCourse() {
    for (int seed = 0; seed < 400; seed++) {
      course(new Random(seed), new Backlog(now::get));
    }
  }

  private void course(Random random, Backlog tried) {
    Map<UUID, Set<String>> open = new java.util.HashMap<>();
    Set<String> folded = new HashSet<>();
    for (int step = 0; step < 60; step++) {
      if (step < 40 && random.nextBoolean()) {
        List<News.Item> items = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
          items.add(item(1 + random.nextInt(2), "c" + random.nextInt(5)));
        }
        News news = news(step, "s" + random.nextInt(2), items.toArray(News.Item[]::new));
        Set<String> ids = new HashSet<>();
        items.forEach(item -> ids.add(item.event().id()));
        open.put(news.id(), ids);
        tried.add(news);
      } else {
        fold(random, tried, tried.next(1 + random.nextInt(4)), open, folded);
      }
      now.addAndGet(random.nextInt(3));
    }
    now.addAndGet(1_000);
    for (Portion rest = tried.next(100); !rest.isEmpty(); rest = tried.next(100)) {
      write(tried, rest, open, folded);
    }
    assertThat(open).isEmpty();
    assertThat(tried.ids()).isEmpty();
    assertThat(tried.events()).isZero();
  }

  private void fold(
      Random random,
      Backlog tried,
      Portion portion,
      Map<UUID, Set<String>> open,
      Set<String> folded) {
    switch (random.nextInt(portion.waiting().size() > 1 ? 3 : 2)) {
      case 0 -> write(tried, portion, open, folded);
      case 1 -> {
        if (!portion.isEmpty()) {
          tried.setAside(portion, Duration.ofNanos(random.nextInt(5)));
        }
      }
      default -> {
        for (Collection<Waiting> part : tried.part(portion)) {
          fold(random, tried, tried.take(part), open, folded);
        }
      }
    }
  }

  private static void write(
      Backlog tried, Portion portion, Map<UUID, Set<String>> open, Set<String> folded) {
    portion.waiting().forEach(one -> one.events().forEach(event -> folded.add(event.id())));
    for (UUID id : portion.completed()) {
      assertThat(folded).containsAll(open.remove(id));
    }
    tried.done(portion);
  }
}
