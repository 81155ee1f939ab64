package dev.tenure.reseller;

import dev.tenure.account.CollectionFigures;
import dev.tenure.account.CreateCustomer;
import dev.tenure.identity.People;
import dev.tenure.identity.PeoplePages;
import dev.tenure.identity.Presence;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.web.Shell;
import dev.tenure.platform.web.ShellSource;
import dev.tenure.testing.FixedPresence;
import dev.tenure.testing.PhonePages;
import dev.tenure.testing.SiteStory;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The portal on a port of its own, used by Dana of Northwind; sign-in is not part of it. */
final class ResellerSite extends SiteStory {

  static final Instant START = Instant.parse("2026-11-22T20:41:00Z");

  static final Set<String> ALL = Set.of("SEE_CUSTOMERS", "CHANGE_CUSTOMERS", "SEE_RESELLER_AUDIT");

  private final Viewer viewer;

  ResellerSite(int port) {
    this(port, new Viewer());
  }

  private ResellerSite(int port, Viewer viewer) {
    super(Wiring.class, START, viewer, port);
    this.viewer = viewer;
    viewer.actor = dana(reseller("Northwind Telecom"));
  }

  Actor dana() {
    return viewer.actor;
  }

  /** Somebody else looks from now on, with these permissions. */
  void viewedBy(Actor actor, Set<String> grants) {
    viewer.actor = actor;
    viewer.grants = grants;
  }

  CustomerId customer(String name) {
    return customer(name, viewer.actor);
  }

  CustomerId customer(String name, Actor by) {
    return the(CreateCustomer.class).create(details(name), by);
  }

  /** Opens the portal on a port for people to look at, with some customers in all states. */
  public static void main(String[] args) throws Exception {
    try (ResellerSite site = new ResellerSite(Integer.parseInt(args[0]))) {
      DemoStories.tell(site);
      System.out.println(site.root());
      Thread.sleep(Long.parseLong(args[1]) * 1000);
    }
  }

  /** Stands for the module that knows sessions. */
  private static final class Viewer implements ShellSource {
    private volatile Actor actor = support();
    private volatile Set<String> grants = ALL;

    @Override
    public Optional<Shell> shell(HttpServletRequest request) {
      return Optional.of(new Shell("Northwind Telecom", actor.name(), LONDON, "reseller", grants));
    }

    @Override
    public Optional<Actor> actor(HttpServletRequest request) {
      return Optional.of(actor);
    }
  }

  @SiteStory.EnablePages
  @ComponentScan(
      basePackages = {
        "dev.tenure.platform.web",
        "dev.tenure.audit",
        "dev.tenure.account",
        "dev.tenure.billing",
        "dev.tenure.reseller"
      },
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern =
                  ".*(World|Test|Site|AccountBell|RunWorker|Chores|ImportController|ImportPages|HistoryController).*"))
  @Import({PeoplePages.class, PhonePages.class})
  static class Wiring {

    @Bean
    People people(PlatformClock clock) {
      return new FakePeople(clock);
    }

    @Bean
    Presence presence() {
      return new FixedPresence(3, 1);
    }

    @Bean
    @Primary
    CollectionFigures figures() {
      return customer -> new CollectionFigures.Figures(4, 11, 2);
    }
  }
}
