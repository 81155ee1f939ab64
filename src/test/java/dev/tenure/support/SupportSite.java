package dev.tenure.support;

import dev.tenure.account.CollectionFigures;
import dev.tenure.identity.Grants;
import dev.tenure.identity.Permission;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.Shell;
import dev.tenure.platform.web.ShellSource;
import dev.tenure.testing.PhonePages;
import dev.tenure.testing.SiteStory;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The console on a port of its own, used by Sam of Support; sign-in is not part of it. */
final class SupportSite extends SiteStory {

  static final Instant START = Instant.parse("2026-11-22T20:41:00Z");

  /** Whether what is told of calls and agents can be told. */
  private static final AtomicBoolean TOLD = new AtomicBoolean(true);

  private final Viewer viewer;

  SupportSite() {
    this(new Viewer());
  }

  private SupportSite(Viewer viewer) {
    super(Wiring.class, START, viewer, 0);
    this.viewer = viewer;
  }

  /** For the next test: the clock at its start, Sam an administrator, nothing undone or waiting. */
  void startOver() {
    database.moveClock(START);
    permit(Permission.SUPPORT_ADMINISTRATOR);
    database.jdbc().sql("DELETE FROM effect").update();
    database.jdbc().sql("DELETE FROM mail").update();
    database.jdbc().sql("DELETE FROM reinstatement_request").update();
  }

  /** Sam holds these permissions from now on. */
  void permit(Permission... permissions) {
    viewer.grants =
        Grants.of(Set.of(permissions)).stream().map(Enum::name).collect(Collectors.toSet());
  }

  /** Until the act is over, who is signed in and what calls there are can't be told. */
  void withoutFigures(OnPages told) throws Exception {
    TOLD.set(false);
    database.jdbc().sql("ALTER TABLE session RENAME TO session_away").update();
    try {
      told.run();
    } finally {
      database.jdbc().sql("ALTER TABLE session_away RENAME TO session").update();
      TOLD.set(true);
    }
  }

  /** Something that a test does on the pages. */
  interface OnPages {
    void run() throws Exception;
  }

  void terminate(CustomerId id, ResellerId reseller) {
    terminate(id, dana(reseller));
  }

  /** Stands for the module that knows sessions. */
  private static final class Viewer implements ShellSource {
    private volatile Set<String> grants =
        Grants.of(Set.of(Permission.SUPPORT_ADMINISTRATOR)).stream()
            .map(Enum::name)
            .collect(Collectors.toSet());

    @Override
    public Optional<Shell> shell(HttpServletRequest request) {
      return Optional.of(new Shell("Support", "Sam Support", ZoneOffset.UTC, "support", grants));
    }

    @Override
    public Optional<Actor> actor(HttpServletRequest request) {
      return Optional.of(support());
    }
  }

  @SiteStory.EnablePages
  @ComponentScan(
      basePackages = {
        "dev.tenure.platform.web",
        "dev.tenure.audit",
        "dev.tenure.account",
        "dev.tenure.billing",
        "dev.tenure.identity",
        "dev.tenure.delivery",
        "dev.tenure.life",
        "dev.tenure.support"
      },
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern =
                  ".*(World|Test|Site|AccountBell|EffectWorker|MailWorker|identity\\.web|"
                      + "Housekeeping|FirstSupportNotice|RunWorker|Chores).*"))
  @Import(PhonePages.class)
  static class Wiring {

    @Bean
    CollectionFigures figures() {
      return customer -> {
        if (!TOLD.get()) {
          throw new IllegalStateException("No phone system answers");
        }
        return new CollectionFigures.Figures(4, 11, 2);
      };
    }
  }
}
