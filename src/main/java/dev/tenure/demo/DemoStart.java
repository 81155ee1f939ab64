package dev.tenure.demo;

import dev.tenure.demo.DemoFile.Contents;
import dev.tenure.demo.DemoFile.PhoneKey;
import dev.tenure.demo.DemoFile.SignIn;
import dev.tenure.demo.phones.Office;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.web.Texts;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Once the server answers: makes the world if need be, says how to get in, and lets phones ring.
 */
@InDemo
@Component
class DemoStart implements ApplicationListener<ApplicationReadyEvent> {

  private static final Logger log = LoggerFactory.getLogger(DemoStart.class);

  private final DemoWorld world;
  private final DemoAsterisk asterisk;
  private final DemoAsteriskSource connected;
  private final PlatformClock clock;
  private final Texts texts;
  private final Environment environment;
  private volatile @Nullable Thread phones;

  DemoStart(
      DemoWorld world,
      DemoAsterisk asterisk,
      DemoAsteriskSource connected,
      PlatformClock clock,
      Texts texts,
      Environment environment) {
    this.world = world;
    this.asterisk = asterisk;
    this.connected = connected;
    this.clock = clock;
    this.texts = texts;
    this.environment = environment;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    Path data = Path.of(environment.getProperty("tenure.data", "data"));
    DemoFile file = new DemoFile(data);
    if (world.isForeign()) {
      System.out.println(texts.of("demo.foreign", data.toAbsolutePath().toString()));
      return;
    }
    Optional<Contents> known = world.begun().isEmpty() ? Optional.empty() : file.read();
    Map<String, PhoneKey> keys =
        known.map(DemoStart::keys).orElseGet(() -> renewed(world.begun().isPresent()));
    Contents contents = contents(url(), keys);
    file.write(contents);
    List<Office> offices = Objects.requireNonNull(Offices.ALL.get(DemoWorld.ON_ASTERISK));
    connected.atPort(asterisk.open(offices, connected.port()));
    say(System.out, contents, file);
    if (!environment.getProperty("tenure.demo.phones", Boolean.class, true)) {
      asterisk.answer();
      return;
    }
    Instant begun = world.begun().orElseThrow();
    asterisk.ring(offices, begun, data);
    Map<String, PhoneKey> sending = new LinkedHashMap<>(keys);
    sending.remove(DemoWorld.ON_ASTERISK);
    DemoPhones simulated = new DemoPhones(begun, contents.url(), sending, clock, data);
    phones = Thread.ofVirtual().name("demo-phones").start(() -> ring(simulated));
  }

  private Map<String, PhoneKey> renewed(boolean made) {
    return made ? world.renewKeys() : world.make();
  }

  private static Map<String, PhoneKey> keys(Contents contents) {
    Map<String, PhoneKey> keys = new LinkedHashMap<>();
    for (String reseller : Offices.ALL.keySet()) {
      contents.sources().stream()
          .filter(key -> key.name().equals(DemoWorld.name(reseller)))
          .forEach(key -> keys.put(reseller, key));
    }
    return keys;
  }

  private static void ring(DemoPhones simulated) {
    try {
      simulated.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("The demo's phone system broke down", e);
    }
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    Thread running = phones;
    if (running != null) {
      running.interrupt();
    }
  }

  private static Contents contents(String url, Map<String, PhoneKey> keys) {
    return new Contents(
        url,
        new SignIn(DemoPeople.SUPPORT, DemoPeople.PASSWORD),
        new SignIn(DemoPeople.RESELLER, DemoPeople.PASSWORD),
        new SignIn(DemoPeople.CUSTOMER, DemoPeople.PASSWORD),
        Objects.requireNonNull(keys.get("northwind")),
        List.copyOf(keys.values()));
  }

  private String url() {
    String address = environment.getProperty("tenure.address", "127.0.0.1");
    boolean any = address.equals("0.0.0.0") || address.equals("::");
    String host = any ? "127.0.0.1" : address.contains(":") ? "[" + address + "]" : address;
    return "http://" + host + ":" + environment.getRequiredProperty("local.server.port");
  }

  private void say(PrintStream out, Contents contents, DemoFile file) {
    String line = "  %-18s %-28s %s%n";
    out.println();
    out.println(texts.of("demo.ready", contents.url()));
    out.println();
    out.printf(line, texts.of("demo.portal"), texts.of("demo.email"), texts.of("demo.password"));
    row(out, line, "demo.reseller", contents.reseller());
    row(out, line, "demo.customer", contents.customer());
    row(out, line, "demo.support", contents.support());
    out.println();
    out.println(texts.of("demo.file", file.path().toAbsolutePath().normalize().toString()));
    if (!contents.url().matches("http://(127\\.0\\.0\\.1|localhost|\\[::1])[:/].*")) {
      out.println(texts.of("demo.known-passwords"));
    }
    out.println();
    out.flush();
  }

  private void row(PrintStream out, String line, String portal, SignIn signIn) {
    out.printf(line, texts.of(portal), signIn.email(), signIn.password());
  }
}
