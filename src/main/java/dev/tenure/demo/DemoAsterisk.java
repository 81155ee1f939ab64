package dev.tenure.demo;

import dev.tenure.collection.AllowedAddresses;
import dev.tenure.demo.phones.Office;
import dev.tenure.demo.phones.PhoneEvent;
import dev.tenure.demo.phones.SimulatedAsterisk;
import dev.tenure.demo.phones.SimulatedOffice;
import dev.tenure.platform.PlatformClock;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The demo's Asterisk: offices live on it, and Tenure connects to it as to a real one. To the first
 * who listens it tells the two days before the demo began as well; later, what happens while nobody
 * listens is lost, as with a real one.
 */
@InDemo
@Component
class DemoAsterisk implements AllowedAddresses {

  private static final Logger log = LoggerFactory.getLogger(DemoAsterisk.class);
  private static final Duration HISTORY = Duration.ofDays(2);
  private static final Duration BUSY_HISTORY = Duration.ofHours(4);
  private static final Duration STRIDE = Duration.ofMinutes(20);
  private static final Duration NAP = Duration.ofMillis(400);

  private final PlatformClock clock;
  private volatile @Nullable SimulatedAsterisk asterisk;
  private volatile @Nullable Thread ringing;

  DemoAsterisk(PlatformClock clock) {
    this.clock = clock;
  }

  /**
   * Takes that port if it is free, else another one.
   *
   * @return the port
   */
  int open(List<Office> offices, int port) {
    SimulatedAsterisk there;
    try {
      there = listening(offices, port);
    } catch (IOException taken) {
      log.info("The demo's Asterisk moves from port {}: {}", port, taken.getMessage());
      there = anywhere(offices);
    }
    asterisk = there;
    return there.port();
  }

  private SimulatedAsterisk listening(List<Office> offices, int port) throws IOException {
    return new SimulatedAsterisk(offices, port, clock::now);
  }

  private SimulatedAsterisk anywhere(List<Office> offices) {
    try {
      return listening(offices, 0);
    } catch (IOException none) {
      throw new IllegalStateException("No port is free on loopback", none);
    }
  }

  /** Only the very port where it listens itself. */
  @Override
  public boolean allows(InetAddress address, int port) {
    SimulatedAsterisk there = asterisk;
    return there != null && address.isLoopbackAddress() && port == there.port();
  }

  /** Answers, with nothing in progress and nothing to tell. */
  void answer() {
    taken().begin();
  }

  private SimulatedAsterisk taken() {
    SimulatedAsterisk there = asterisk;
    if (there == null) {
      throw new IllegalStateException("No port was taken yet");
    }
    return there;
  }

  /** Lets the phones ring. */
  void ring(List<Office> offices, Instant begun, Path data) {
    SimulatedAsterisk there = taken();
    Instant start = begun.minus(HISTORY);
    List<SimulatedOffice> all = new ArrayList<>();
    for (Office office : offices) {
      all.add(new SimulatedOffice(office, start, begun.minus(BUSY_HISTORY)));
    }
    Progress progress = new Progress(data.resolve("demo-asterisk-progress"));
    ringing =
        Thread.ofVirtual()
            .name("demo-asterisk-phones")
            .start(() -> {
              try {
                live(there, all, start, progress);
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void live(
      SimulatedAsterisk there, List<SimulatedOffice> all, Instant start, Progress progress)
      throws InterruptedException {
    if (progress.read().isPresent()) {
      happened(all, clock.now()).forEach(there::remember);
      there.begin();
    } else {
      there.begin();
      while (!there.heard()) {
        Thread.sleep(NAP);
      }
      for (Instant until = start; until.isBefore(clock.now()); until = until.plus(STRIDE)) {
        happened(all, until).forEach(there::tell);
      }
    }
    while (true) {
      Instant now = clock.now();
      happened(all, now).forEach(there::tell);
      progress.write(now);
      Thread.sleep(NAP);
    }
  }

  private static Stream<PhoneEvent> happened(List<SimulatedOffice> all, Instant until) {
    return all.stream()
        .flatMap(office -> office.advance(until).stream())
        .sorted(Comparator.comparing(PhoneEvent::at));
  }

  @EventListener(ContextClosedEvent.class)
  void stop() throws IOException {
    Thread running = ringing;
    if (running != null) {
      running.interrupt();
    }
    SimulatedAsterisk there = asterisk;
    if (there != null) {
      there.close();
    }
  }
}
