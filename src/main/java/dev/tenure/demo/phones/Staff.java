package dev.tenure.demo.phones;

import java.util.List;

/** One simulated agent, who comes, takes calls, takes breaks and goes. */
final class Staff {

  private static final List<String> REASONS =
      List.of("Break", "Lunch", "Meeting", "Training", "Break");

  private final Simulation simulation;
  private final Runnable becameFree;
  private final String ref;
  private final String name;
  private boolean present;
  private boolean busy;
  private boolean wantsBreak;

  Staff(Simulation simulation, String ref, String name, Runnable becameFree) {
    this.simulation = simulation;
    this.ref = ref;
    this.name = name;
    this.becameFree = becameFree;
  }

  String ref() {
    return ref;
  }

  boolean free() {
    return present && !busy;
  }

  /** The working life begins: at once for most, within half an hour for all. */
  void hire() {
    simulation.after(
        simulation.happens(0.8) ? simulation.between(1, 60) : simulation.between(60, 1800),
        this::arrive);
  }

  private void arrive() {
    present = true;
    tell("AgentLoggedIn");
    becameFree.run();
    simulation.after(simulation.between(900, 5400), this::tire);
    simulation.after(simulation.between(4 * 3600, 9 * 3600), this::goHome);
  }

  private void tire() {
    if (!present) {
      return;
    }
    wantsBreak = true;
    if (!busy) {
      rest();
    }
  }

  private void rest() {
    wantsBreak = false;
    busy = true;
    simulation.tell("AgentNotReady", "agent", ref, "name", name, "reason", simulation.one(REASONS));
    simulation.after(
        simulation.between(180, 1500),
        () -> {
          tell("AgentReady");
          simulation.after(simulation.between(1200, 5400), this::tire);
          release();
        });
  }

  private void goHome() {
    if (busy) {
      simulation.after(simulation.between(30, 120), this::goHome);
      return;
    }
    present = false;
    wantsBreak = false;
    tell("AgentLoggedOut");
    simulation.after(simulation.between(1200, 5400), this::arrive);
  }

  void take() {
    busy = true;
  }

  /** The call is over; there is something to write down first. */
  void wrapUp() {
    tell("WrapUpStarted");
    simulation.after(
        simulation.between(6, 35),
        () -> {
          tell("WrapUpEnded");
          release();
        });
  }

  void release() {
    busy = false;
    if (wantsBreak) {
      rest();
    } else {
      becameFree.run();
    }
  }

  private void tell(String type) {
    simulation.tell(type, "agent", ref, "name", name);
  }
}
