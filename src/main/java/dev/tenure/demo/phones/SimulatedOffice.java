package dev.tenure.demo.phones;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One office: its agents, its waiting callers, and who takes whom. */
public final class SimulatedOffice {

  private static final double QUIET = 0.12;

  private final Office office;
  private final Simulation simulation;
  private final Instant busyFrom;
  private final List<Staff> staff;
  private final Deque<SimulatedCall> waiting = new ArrayDeque<>();
  private long calls;

  /**
   * @param start when its people begin to work
   * @param busyFrom until then there are few calls, as in a history that needn't be long to read
   */
  public SimulatedOffice(Office office, Instant start, Instant busyFrom) {
    this.office = office;
    this.busyFrom = busyFrom;
    this.simulation = new Simulation(office.account(), start);
    this.staff =
        IntStream.range(0, office.agents().size())
            .mapToObj(i ->
                new Staff(
                    simulation,
                    office.account() + "-" + (201 + i),
                    office.agents().get(i),
                    this::match))
            .toList();
    staff.forEach(Staff::hire);
    nextArrival();
  }

  /** Everything that happened since the last time, up to and including the instant, in order. */
  public List<PhoneEvent> advance(Instant until) {
    return simulation.advance(until);
  }

  private void nextArrival() {
    double rate = office.callsPerMinute() * (simulation.now().isBefore(busyFrom) ? QUIET : 1);
    simulation.after(
        simulation.around(60 / rate),
        () -> {
          arrive();
          nextArrival();
        });
  }

  private void arrive() {
    String number =
        simulation.one(office.callerPrefixes()) + "%03d".formatted(simulation.number(400));
    SimulatedCall call =
        new SimulatedCall(
            simulation,
            this,
            "%s-%d-%d".formatted(office.account(), simulation.now().toEpochMilli(), ++calls),
            simulation.one(office.queues()));
    Optional<Staff> dialling = simulation.happens(0.2) ? freeStaff() : Optional.empty();
    if (dialling.isPresent()) {
      call.dial(dialling.get(), number);
    } else {
      call.arrive(number, office.number());
    }
  }

  void join(SimulatedCall call) {
    if (!waiting.contains(call)) {
      waiting.addLast(call);
    }
    match();
  }

  void leave(SimulatedCall call) {
    waiting.remove(call);
  }

  String otherQueue(String queue) {
    return office.queues().get((office.queues().indexOf(queue) + 1) % office.queues().size());
  }

  private void match() {
    while (!waiting.isEmpty()) {
      Optional<Staff> free = freeStaff();
      if (free.isEmpty()) {
        return;
      }
      waiting.removeFirst().offer(free.get());
    }
  }

  private Optional<Staff> freeStaff() {
    List<Staff> free = staff.stream().filter(Staff::free).toList();
    return free.isEmpty() ? Optional.empty() : Optional.of(simulation.one(free));
  }
}
