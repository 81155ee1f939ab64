package dev.tenure.demo.phones;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One caller's way through the queues to an agent, or out again. */
final class SimulatedCall {

  private final Simulation simulation;
  private final SimulatedOffice office;
  private final String ref;
  private String queue;
  private int legs;
  private int visit;
  private @Nullable Staff offered;
  private boolean waiting;

  SimulatedCall(Simulation simulation, SimulatedOffice office, String ref, String queue) {
    this.simulation = simulation;
    this.office = office;
    this.ref = ref;
    this.queue = queue;
  }

  boolean free() {
    return waiting && offered == null;
  }

  void arrive(String from, String to) {
    tell("LegStarted", "legRef", ref + "-a", "direction", "inbound", "from", from, "to", to);
    simulation.after(
        simulation.between(0.4, 3),
        () -> {
          tell("LegAnswered", "legRef", ref + "-a", "number", to);
          enter();
        });
  }

  private void enter() {
    tell("QueueEntered", "queue", queue);
    waiting = true;
    int thisVisit = ++visit;
    simulation.after(
        simulation.between(8, 25).plus(simulation.around(120)),
        () -> {
          if (waiting && visit == thisVisit) {
            abandon();
          }
        });
    office.join(this);
  }

  void offer(Staff staff) {
    offered = staff;
    staff.take();
    legs++;
    int thisLeg = legs;
    tell("AgentOffered", "queue", queue, "agent", staff.ref());
    tell("LegStarted", "legRef", leg(), "to", staff.ref(), "agent", staff.ref());
    tell("LegRinging", "legRef", leg(), "number", staff.ref(), "agent", staff.ref());
    boolean answers = simulation.happens(0.96);
    simulation.after(
        answers ? simulation.between(2, 8) : Duration.ofSeconds(15),
        () -> {
          if (offered == staff && legs == thisLeg && waiting) {
            if (answers) {
              answer(staff);
            } else {
              miss(staff);
            }
          }
        });
  }

  private void miss(Staff staff) {
    offered = null;
    tell("OfferFailed", "queue", queue, "agent", staff.ref(), "why", "noAnswer");
    tell("LegFailed", "legRef", leg(), "cause", "noAnswer");
    staff.release();
    office.join(this);
  }

  private void abandon() {
    waiting = false;
    office.leave(this);
    Staff ringing = offered;
    offered = null;
    if (ringing != null) {
      tell("OfferFailed", "queue", queue, "agent", ringing.ref(), "why", "cancelled");
      tell("LegFailed", "legRef", leg(), "cause", "cancelled");
    }
    tell("QueueExited", "queue", queue, "how", "abandoned");
    tell("LegEnded", "legRef", ref + "-a", "party", "caller");
    tell("CallEnded", "by", "caller");
    if (ringing != null) {
      ringing.release();
    }
  }

  private void answer(Staff staff) {
    waiting = false;
    tell("QueueAnswered", "queue", queue, "legRef", leg(), "agent", staff.ref());
    tell("LegsConnected", "bridge", ref + "-bridge" + legs);
    Duration talk = simulation.between(12, 60).plus(simulation.around(75));
    if (simulation.happens(0.2) && talk.toSeconds() > 40) {
      hold(talk.dividedBy(3));
    }
    simulation.after(talk, () -> finish(staff));
  }

  private void hold(Duration third) {
    simulation.after(
        third,
        () -> {
          tell("LegHeld", "legRef", leg());
          simulation.after(third.dividedBy(2), () -> tell("LegRetrieved", "legRef", leg()));
        });
  }

  private void finish(Staff staff) {
    offered = null;
    if (visit == 1 && simulation.happens(0.08)) {
      queue = office.otherQueue(queue);
      tell("Transferred", "kind", "blind", "by", staff.ref(), "to", queue);
      tell("LegEnded", "legRef", leg(), "party", "agent");
      staff.wrapUp();
      enter();
      return;
    }
    String by = simulation.happens(0.7) ? "caller" : "agent";
    tell("QueueCallEnded", "queue", queue, "by", by);
    tell("LegEnded", "legRef", leg(), "party", by);
    tell("LegEnded", "legRef", ref + "-a", "party", by);
    tell("CallEnded", "by", by);
    staff.wrapUp();
  }

  /** An agent calls somebody, who answers or doesn't. */
  void dial(Staff staff, String number) {
    staff.take();
    String own = ref + "-a";
    tell(
        "LegStarted",
        "legRef",
        own,
        "direction",
        "outbound",
        "from",
        staff.ref(),
        "to",
        number,
        "agent",
        staff.ref());
    legs++;
    tell("LegStarted", "legRef", leg(), "to", number);
    tell("LegRinging", "legRef", leg(), "number", number);
    boolean answers = simulation.happens(0.78);
    simulation.after(
        simulation.between(4, 22),
        () -> {
          if (answers) {
            tell("LegAnswered", "legRef", leg(), "number", number);
            simulation.after(
                simulation.between(8, 40).plus(simulation.around(80)), () -> hangUp(staff, own));
          } else {
            tell("LegFailed", "legRef", leg(), "cause", "noAnswer");
            tell("LegEnded", "legRef", own, "party", "agent");
            tell("CallEnded", "by", "agent");
            staff.release();
          }
        });
  }

  private void hangUp(Staff staff, String own) {
    String by = simulation.happens(0.5) ? "caller" : "agent";
    tell("LegEnded", "legRef", leg(), "party", by);
    tell("LegEnded", "legRef", own, "party", by);
    tell("CallEnded", "by", by);
    staff.wrapUp();
  }

  private String leg() {
    return ref + "-b" + legs;
  }

  private void tell(String type, String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "callRef";
    all[1] = ref;
    System.arraycopy(words, 0, all, 2, words.length);
    simulation.tell(type, all);
  }
}
