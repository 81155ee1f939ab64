package dev.tenure.collection.model;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.model.Happening.Exit;
import dev.tenure.collection.model.Happening.Party;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Events in every sense and nonsense, from a seed. */
final class RandomEvents {

  private final Random random;

  RandomEvents(long seed) {
    random = new Random(seed);
  }

  /** Likewise of a call, some of it in branches that join it or don't. */
  List<Event> branched(Instant from) {
    List<Event> events = new ArrayList<>();
    for (int i = random.nextInt(20) + 1; i > 0; i--) {
      Happening.OnCall what = (Happening.OnCall) call();
      String branch = "x" + random.nextInt(2);
      Happening told =
          switch (random.nextInt(6)) {
            case 0, 1 -> new Happening.OfBranch(branch, what);
            case 2 -> new Happening.BranchJoined("c", branch);
            default -> what;
          };
      events.add(new Event("e" + i, from.plusSeconds(random.nextInt(60)), told));
    }
    return events;
  }

  /** Up to 20 events of one call or agent in a minute; instants often coincide. */
  List<Event> some(Instant from) {
    boolean ofCall = random.nextBoolean();
    List<Event> events = new ArrayList<>();
    for (int i = random.nextInt(20) + 1; i > 0; i--) {
      events.add(
          new Event("e" + i, from.plusSeconds(random.nextInt(60)), ofCall ? call() : agent()));
    }
    return events;
  }

  private String leg() {
    return "leg" + random.nextInt(3);
  }

  private String who() {
    return random.nextInt(3) == 0 ? "" : "agent" + random.nextInt(2);
  }

  private String queue() {
    return "queue" + random.nextInt(2);
  }

  private <E extends Enum<E>> E any(Class<E> type) {
    return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
  }

  private Happening call() {
    return switch (random.nextInt(20)) {
      case 0, 1 -> new Happening.LegStarted("c", leg(), any(CallDirection.class), "1", "2", who());
      case 2 -> new Happening.LegRinging("c", leg(), "2", who());
      case 3 -> new Happening.LegAnswered("c", leg(), "2", who());
      case 4 -> new Happening.LegHeld("c", leg());
      case 5 -> new Happening.LegRetrieved("c", leg());
      case 6 -> new Happening.Transferred("c", any(Happening.Transfer.class), who(), "3");
      case 7 -> new Happening.Parked("c", "701");
      case 8 -> new Happening.Unparked("c");
      case 9 -> new Happening.QueueEntered("c", queue());
      case 10 -> new Happening.QueueAnswered("c", queue(), leg(), "agent0");
      case 11 -> new Happening.QueueExited("c", queue(), any(Exit.class));
      case 12 -> new Happening.QueueCallEnded("c", queue(), any(Party.class));
      case 13 -> new Happening.LegEnded("c", leg(), "", any(Party.class));
      case 14 -> new Happening.AgentOffered("c", queue(), "agent" + random.nextInt(2));
      case 15 ->
          new Happening.OfferFailed(
              "c", queue(), "agent" + random.nextInt(2), any(Happening.OfferFailure.class));
      case 16 -> new Happening.QueueRefused("c", queue(), any(Happening.Refusal.class));
      case 17 -> new Happening.QueueEntered("c", queue());
      case 18 ->
          random.nextBoolean()
              ? new Happening.PickedUp("c", leg(), who())
              : new Happening.Diverted("c", "2", "4");
      default ->
          random.nextInt(4) == 0
              ? new Happening.CallEnded("c", any(Party.class))
              : new Happening.LegFailed("c", leg(), "busy");
    };
  }

  private Happening agent() {
    return switch (random.nextInt(6)) {
      case 0 -> new Happening.AgentLoggedIn("a", "Amy");
      case 1 -> new Happening.AgentLoggedOut("a", "");
      case 2 -> new Happening.AgentNotReady("a", "", "Lunch");
      case 3 -> new Happening.AgentReady("a", "");
      case 4 -> new Happening.WrapUpStarted("a", "");
      default -> new Happening.WrapUpEnded("a", "");
    };
  }
}
