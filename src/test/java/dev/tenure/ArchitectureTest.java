package dev.tenure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {

  private static final Pattern FOREIGN_CLOCK =
      Pattern.compile(
          "\\b(?<!tenure_)now\\(\\)|current_timestamp|clock_timestamp|localtimestamp",
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
        .doNotHaveFullyQualifiedName("dev.tenure.platform.clock.SystemClock")
        .should()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .check(MAIN);
  }

  @Test
  @DisplayName("A9: SQL knows no clock but tenure_now()")
  void oneClockInSql() throws IOException {
    for (Path file : files(Path.of("src/main"), "Store.java", ".sql")) {
      for (String line : sql(file)) {
        assertThat(FOREIGN_CLOCK.matcher(line).find()).as(file + ": " + line).isFalse();
      }
    }
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
