package dev.tenure.demo;

import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.LinkedSources.Settings;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceKind;
import dev.tenure.collection.Sources;
import dev.tenure.demo.phones.Office;
import dev.tenure.demo.phones.SimulatedAsterisk;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The demo world's main phone system, which Tenure connects to as a reseller would have it do. */
@InDemo
@Component
class DemoAsteriskSource {

  private static final String ASTERISK = "Northwind Asterisk (demo)";

  private final DemoWorld world;
  private final Sources sources;
  private final LinkedSources links;

  DemoAsteriskSource(DemoWorld world, Sources sources, LinkedSources links) {
    this.world = world;
    this.sources = sources;
    this.links = links;
  }

  /** The port at which the reseller's Asterisk was last; 0 before there was one. */
  int port() {
    return asterisk()
        .flatMap(source -> links.health(source.id(), DemoWorld.MAKER))
        .map(health -> Integer.parseInt(health.settings().port()))
        .orElse(0);
  }

  private Optional<Source> asterisk() {
    ResellerId reseller = world.find(DemoWorld.ON_ASTERISK).orElseThrow().id();
    return sources.ofReseller(reseller, DemoWorld.MAKER).stream()
        .filter(source -> source.name().equals(ASTERISK))
        .findFirst();
  }

  /** Has the Asterisk connected at that port, its offices told apart by context and extensions. */
  @Transactional
  public void atPort(int port) {
    Settings there =
        new Settings(
            SourceKind.ASTERISK,
            "127.0.0.1",
            String.valueOf(port),
            false,
            "",
            SimulatedAsterisk.USER,
            SimulatedAsterisk.SECRET);
    Optional<Source> known = asterisk();
    if (known.isPresent()) {
      if (port() != port) {
        links.change(known.get().id(), known.get().version(), ASTERISK, there, DemoWorld.MAKER);
      }
      return;
    }
    List<Office> offices = Objects.requireNonNull(Offices.ALL.get(DemoWorld.ON_ASTERISK));
    Map<String, CustomerId> customersByOffice = offices();
    Source made =
        links.create(
            customer(customersByOffice, offices, 0),
            ASTERISK,
            context(offices, 0),
            there,
            DemoWorld.MAKER);
    for (int i = 0; i < offices.size(); i++) {
      CustomerId customer = customer(customersByOffice, offices, i);
      if (i > 0) {
        sources.addCustomer(made.id(), context(offices, i), customer, DemoWorld.MAKER);
      }
      sources.addCustomer(
          made.id(),
          "ext:%d-%d".formatted(2001 + 100 * i, 2099 + 100 * i),
          customer,
          DemoWorld.MAKER);
    }
  }

  private static String context(List<Office> offices, int index) {
    return "context:" + offices.get(index).account();
  }

  private static CustomerId customer(
      Map<String, CustomerId> byOffice, List<Office> offices, int index) {
    return Objects.requireNonNull(byOffice.get(offices.get(index).account()));
  }

  /** Whose the offices are, as the phone system that sends with a key has it. */
  private Map<String, CustomerId> offices() {
    Map<String, CustomerId> found = new HashMap<>();
    ResellerId reseller = world.find(DemoWorld.ON_ASTERISK).orElseThrow().id();
    sources.ofReseller(reseller, DemoWorld.MAKER).stream()
        .filter(source -> source.name().equals(DemoWorld.name(DemoWorld.ON_ASTERISK)))
        .flatMap(source -> source.customers().stream())
        .forEach(mapping -> found.put(mapping.account(), mapping.customer()));
    return found;
  }
}
