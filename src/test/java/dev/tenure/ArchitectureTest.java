package dev.tenure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tenure.account.EffectHandler;
import dev.tenure.platform.Serving;
import dev.tenure.platform.clock.Irreversible;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.scheduling.annotation.Scheduled;

class ArchitectureTest {

  private static final Pattern FOREIGN_CLOCK =
      Pattern.compile(
          "\\b(?<!tenure_)now\\(\\)|\\bcurrent_(timestamp|date|time)\\b|(clock|statement|transaction)_timestamp"
              + "|\\blocaltime(stamp)?\\b|timeofday|'now'",
          Pattern.CASE_INSENSITIVE);

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tenure");

  @Test
  @DisplayName("Modules keep their boundaries, and arrows point down only")
  void modules() {
    ApplicationModules.of(Tenure.class).verify();
  }

  @Test
  @DisplayName("A9: the machine's clock is read in one place")
  void oneClock() {
    for (Class<?> type :
        List.of(Instant.class, LocalDate.class, LocalDateTime.class, ZonedDateTime.class)) {
      noClasses().should().callMethod(type, "now").check(MAIN);
    }
    noClasses().should().callMethod(System.class, "currentTimeMillis").check(MAIN);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.tenure.platform.clock.MachineClock")
        .should()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .check(MAIN);
  }

  @Test
  @DisplayName(
      "A9, A15: SQL knows no clock but tenure_now(), and the bare one only where time is kept")
  void oneClockInSql() throws IOException {
    for (Path file : files(Path.of("src/main"), ".java", ".sql")) {
      String name = file.getFileName().toString();
      boolean keepsTime =
          file.toString().contains("/platform/clock/")
              || name.equals("V54__kept_time.sql")
              // Proves that none is later than both.
              || name.equals("LawStore.java")
              // Leases decide nothing and must run on while time stands still.
              || name.equals("LinkStore.java")
              || name.equals("SourceGridStore.java");
      for (String line : sql(file)) {
        boolean seam =
            name.startsWith("V1__") && line.strip().equals("RETURN statement_timestamp();");
        boolean clock = name.startsWith("V54__") && line.contains("RETURN statement_timestamp();");
        assertThat(!seam && !clock && FOREIGN_CLOCK.matcher(line).find())
            .as(file + ": " + line)
            .isFalse();
        assertThat(!keepsTime && line.contains("tenure_clock()")).as(file + ": " + line).isFalse();
      }
    }
  }

  /**
   * What each bean that acts by itself does while the clock is in doubt (A16): waits, being the
   * ones that reach {@link Irreversible}, or goes on, and why that can be made good.
   */
  private static final Map<String, String> IN_DOUBT =
      Map.ofEntries(
          entry("Housekeeping", "waits"),
          entry("RunWorker", "waits"),
          entry("EffectWorker", "waits, for those kinds that say so"),
          entry("MailWorker", "goes on: what is in the outbox was written before"),
          entry("SumWorker", "goes on: sums follow from facts and are made again"),
          entry("Connectors", "goes on: leases and looks go by the time that was counted"),
          entry("LeftoverWatch", "goes on: facts follow from the journal"),
          entry("FirstSupportNotice", "goes on: it is asked for by the start"),
          entry("TrailKeeper", "goes on: checkpoints say what stands, whatever time it is"),
          entry("Draining", "goes on: it only says that this node stops"),
          entry("Heartbeat", "goes on: it ends the doubt"));

  @Test
  @DisplayName(
      "A16: whatever acts by itself waits while the clock is in doubt, or says why it needn't")
  void whatWaits() {
    List<JavaClass> acting =
        MAIN.stream()
            .filter(type -> !type.isAnnotation())
            .filter(type ->
                type.isAnnotatedWith(Serving.class)
                    || type.getMethods().stream().anyMatch(m -> m.isAnnotatedWith(Scheduled.class)))
            .toList();
    assertThat(acting.stream().map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrderElementsOf(IN_DOUBT.keySet());
    for (JavaClass type : acting) {
      boolean asks = IN_DOUBT.getOrDefault(type.getSimpleName(), "").startsWith("waits");
      if (asks) {
        assertThat(reaches(type)).as(type.getSimpleName()).isTrue();
      }
    }
  }

  /** Whether it, or what it hands its work to in its own package, asks {@link Irreversible}. */
  private static boolean reaches(JavaClass type) {
    return Stream.concat(
            Stream.of(type),
            type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass())
                .filter(target -> target.getPackageName().equals(type.getPackageName())))
        .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
        .anyMatch(dependency -> dependency.getTargetClass().isEquivalentTo(Irreversible.class));
  }

  @Test
  @DisplayName("A16: of each kind of effect it is known whether it waits")
  void whichEffectsWait() throws ReflectiveOperationException {
    Map<String, Boolean> waiting = new TreeMap<>();
    for (JavaClass type : MAIN) {
      if (type.isAssignableTo(EffectHandler.class) && !type.isInterface()) {
        Constructor<?> made = type.reflect().getDeclaredConstructors()[0];
        made.setAccessible(true);
        EffectHandler handler =
            (EffectHandler) made.newInstance(new Object[made.getParameterCount()]);
        waiting.put(handler.kind(), handler.irreversible());
      }
    }
    assertThat(waiting)
        .isEqualTo(Map.of("cut-facts", true, "close-sessions", false, "notify-reseller", true));
  }

  /**
   * The lines of a migration, or of a store's text blocks, without the tenure_now() they define.
   */
  private static List<String> sql(Path file) throws IOException {
    boolean migration = file.toString().endsWith(".sql");
    boolean inside = migration;
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!migration && line.contains("\"\"\"")) {
        inside = !inside;
      } else if (inside && !line.strip().startsWith("--")) {
        lines.add(line);
      }
    }
    return lines;
  }

  @Test
  @DisplayName("SQL stands in stores, and never in a portal")
  void sqlInStores() {
    classes()
        .that()
        .resideInAnyPackage(
            "dev.tenure.reseller..", "dev.tenure.customer..", "dev.tenure.support..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("org.springframework.jdbc..", "java.sql..", "javax.sql..")
        .check(MAIN);
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Store")
        .and()
        .resideOutsideOfPackage("dev.tenure.platform..")
        .should()
        .callMethod(org.springframework.jdbc.core.simple.JdbcClient.class, "sql", String.class)
        .check(MAIN);
  }

  @Test
  @DisplayName("Reporting reads: it stands on collection and below the portals")
  void reportingReads() {
    noClasses()
        .that()
        .resideInAPackage("dev.tenure.reporting..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.tenure.reseller..",
            "dev.tenure.customer..",
            "dev.tenure.support..",
            "dev.tenure.delivery..",
            "dev.tenure.identity..")
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage("dev.tenure.collection..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.tenure.reporting..")
        .check(MAIN);
  }

  @Test
  @DisplayName("No file is two things, and none has a name that says nothing")
  void sizesAndNames() throws IOException {
    for (Path file : files(Path.of("src/main/java"), ".java")) {
      assertThat(Files.readAllLines(file).size()).as(file.toString()).isLessThanOrEqualTo(300);
      assertThat(file.getFileName().toString())
          .doesNotMatch(".*(Manager|Helper|Util|Utils|Impl|Dto|DTO)\\.java");
    }
  }

  @Test
  @DisplayName("Every CSV leaves through the door that guards it against formulas")
  void oneDoorForCsv() throws IOException {
    for (Path file : files(Path.of("src/main/java"), ".java")) {
      if (!file.endsWith("Csv.java")) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain("text/csv");
      }
    }
  }

  private static List<Path> files(Path root, String... endings) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(p -> Stream.of(endings).anyMatch(e -> p.toString().endsWith(e))).toList();
    }
  }
}
