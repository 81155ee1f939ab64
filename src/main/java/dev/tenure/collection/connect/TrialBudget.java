package dev.tenure.collection.connect;

import dev.tenure.platform.Actor;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How often connections are tried: enough to set up a phone system, too seldom to look for open
 * ports. Counted for the person, for their reseller and for the place that is tried, whoever tries
 * it.
 */
@Component
class TrialBudget {

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int A_PERSON = 20;
  private static final int A_RESELLER = 60;
  private static final int A_PLACE = 30;

  /** So many are remembered; before there are more, those are dropped that tried first. */
  private static final int REMEMBERED = 20_000;

  private final PlatformClock clock;
  private final Duration length;
  private final Map<String, Deque<Instant>> tries = new LinkedHashMap<>();

  TrialBudget(PlatformClock clock, @Value("${tenure.connect.test-time:5s}") Duration length) {
    this.clock = clock;
    this.length = length;
  }

  /** How long a test may take to reach a phone system, and how long a failed one always takes. */
  Duration length() {
    return length;
  }

  /**
   * Takes one try.
   *
   * @throws Refused when there were too many lately
   */
  synchronized void take(Link link, Actor actor) {
    Instant now = clock.now();
    String person = "person " + actor.id() + " " + actor.name();
    String reseller = "reseller " + actor.reseller();
    String place = "place " + link.host().toLowerCase(Locale.ROOT) + " " + link.port();
    demand(person, A_PERSON, now, "You have tested connections %d times within ten minutes.");
    demand(
        reseller,
        A_RESELLER,
        now,
        "Your organisation has tested connections %d times within ten minutes.");
    demand(
        place,
        A_PLACE,
        now,
        "Connections to this address were tested %d times within ten minutes.");
    for (String key : new String[] {person, reseller, place}) {
      Deque<Instant> mine = tries.remove(key);
      mine = mine == null ? new ArrayDeque<>() : mine;
      mine.addLast(now);
      tries.put(key, mine);
    }
    while (tries.size() > REMEMBERED) {
      tries.remove(tries.keySet().iterator().next());
    }
  }

  private void demand(String key, int most, Instant now, String sentence) {
    Deque<Instant> mine = tries.get(key);
    if (mine == null) {
      return;
    }
    while (!mine.isEmpty() && !mine.getFirst().plus(WINDOW).isAfter(now)) {
      mine.removeFirst();
    }
    if (mine.size() >= most) {
      Duration wait = Duration.between(now, mine.getFirst().plus(WINDOW));
      throw new Refused(
          new Refusal.TooMany(
              "too-many-tests",
              sentence.formatted(most)
                  + " Wait %d minutes, then test again.".formatted(wait.toMinutes() + 1),
              wait));
    }
  }
}
