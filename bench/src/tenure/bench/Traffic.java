package tenure.bench;

import dev.tenure.collection.intake.CanonicalEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Events of calls of one phone system, twenty each, as queue calls have them. */
final class Traffic {

  static final int EVENTS_OF_A_CALL = 20;

  private final String prefix;
  private final int atOnce;
  private final int[] call;
  private final int[] step;
  private int turn;
  private int calls;
  private long events;

  /**
   * Makes a phone system.
   *
   * @param atOnce calls in progress, which take turns; 1 for whole calls one after the other
   */
  Traffic(String prefix, int atOnce) {
    this.prefix = prefix;
    this.atOnce = atOnce;
    call = new int[atOnce];
    step = new int[atOnce];
    for (int i = 0; i < atOnce; i++) {
      call[i] = calls++;
      // So that they don't begin and end all together.
      step[i] = atOnce == 1 ? 0 : -(i % EVENTS_OF_A_CALL);
    }
  }

  List<CanonicalEvent> next(int n) {
    Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    List<CanonicalEvent> batch = new ArrayList<>(n);
    while (batch.size() < n) {
      int i = turn++ % atOnce;
      if (atOnce > 1 && step[i] < 0) {
        step[i]++;
        continue;
      }
      batch.add(event(call[i], step[i], at.plusNanos(batch.size() * 1000L)));
      if (++step[i] == EVENTS_OF_A_CALL) {
        step[i] = 0;
        call[i] = calls++;
      }
    }
    return batch;
  }

  private CanonicalEvent event(int number, int step, Instant at) {
    String ref = prefix + "-1795361468." + padded(number, 8);
    String queue = "Queue " + number % 8;
    String agent = "SIP/10" + number % 40;
    String other = "SIP/10" + (number + 7) % 40;
    String in = ref;
    String out = ref + ".1";
    return switch (step) {
      case 0 ->
          make(
              at,
              "LegStarted",
              ref,
              "legRef",
              in,
              "direction",
              "inbound",
              "from",
              "0161 496 0733",
              "to",
              "0800 123 456");
      case 1 -> make(at, "LegAnswered", ref, "legRef", in);
      case 2 -> make(at, "QueueEntered", ref, "queue", queue);
      case 3 -> make(at, "AgentOffered", ref, "queue", queue, "agent", other);
      case 4 -> make(at, "LegStarted", ref, "legRef", ref + ".0", "to", "107");
      case 5 -> make(at, "OfferFailed", ref, "queue", queue, "agent", other, "why", "noAnswer");
      case 6 -> make(at, "LegEnded", ref, "legRef", ref + ".0", "cause", "16", "party", "system");
      case 7 -> make(at, "AgentOffered", ref, "queue", queue, "agent", agent);
      case 8 -> make(at, "LegStarted", ref, "legRef", out, "to", "100");
      case 9 -> make(at, "LegAnswered", ref, "legRef", out, "number", "100", "agent", agent);
      case 10 -> make(at, "QueueAnswered", ref, "queue", queue, "agent", agent, "legRef", out);
      case 11 -> make(at, "LegsConnected", ref, "bridge", ref + "-b");
      case 12, 14 -> make(at, "LegHeld", ref, "legRef", out);
      case 13, 15 -> make(at, "LegRetrieved", ref, "legRef", out);
      case 16 -> make(at, "QueueCallEnded", ref, "queue", queue, "by", "caller");
      case 17 -> make(at, "LegEnded", ref, "legRef", out, "cause", "16", "party", "caller");
      case 18 -> make(at, "LegEnded", ref, "legRef", in, "cause", "16", "party", "caller");
      default -> make(at, "CallEnded", ref, "by", "caller");
    };
  }

  private CanonicalEvent make(Instant at, String type, String ref, String... fields) {
    Map<String, String> all = new java.util.HashMap<>();
    all.put("callRef", ref);
    for (int i = 0; i < fields.length; i += 2) {
      all.put(fields[i], fields[i + 1]);
    }
    String id = prefix + "-" + padded(events++, 12) + " " + type;
    return new CanonicalEvent(id, type, at, "", all);
  }

  /** By hand: a format for each event would cost as much as its journal. */
  private static String padded(long number, int digits) {
    String plain = Long.toString(number);
    return "0".repeat(Math.max(0, digits - plain.length())) + plain;
  }
}
