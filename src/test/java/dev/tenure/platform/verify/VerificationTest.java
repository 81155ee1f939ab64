package dev.tenure.platform.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;

class VerificationTest {

  @Test
  @DisplayName("F3: each check is told with its count, in the order of the rules")
  void tellsEachCount() {
    assertThat(
            linesOf(
                check("F3", "fold columns equal the fold of the intents", 1204),
                check("C1", "no fact outside a service period", 7)))
        .containsExactly(
            "C1 no fact outside a service period: 7 checked, ok",
            "F3 fold columns equal the fold of the intents: 1,204 checked, ok",
            "2 laws verified, all are kept.",
            "true");
  }

  @Test
  @DisplayName("F3: the first violation ends it")
  void stopsAtTheFirstViolation() {
    assertThat(
            linesOf(
                check("A3", "first", 3, "customer 1 differs", "customer 2 differs"),
                check("B1", "never reached", 1)))
        .containsExactly("A3 first: 3 checked, VIOLATED", "  customer 1 differs", "false");
  }

  @Test
  @DisplayName("F3: a check can't write")
  void checksAreReadOnly() {
    try (var database = TestDatabase.fresh()) {
      var verification =
          new Verification(
              List.of(
                  new Check(
                      "F3",
                      "tells whether it may write",
                      () ->
                          new LawCheck.Outcome(
                              1,
                              List.of(
                                  database
                                      .jdbc()
                                      .sql("SHOW transaction_read_only")
                                      .query(String.class)
                                      .single())))),
              new JdbcTransactionManager(database.dataSource()));
      var told = new ByteArrayOutputStream();

      assertThat(verification.run(new PrintStream(told, true, StandardCharsets.UTF_8))).isFalse();
      assertThat(told.toString(StandardCharsets.UTF_8)).contains("  on");
    }
  }

  private static List<String> linesOf(LawCheck... checks) {
    try (var database = TestDatabase.fresh()) {
      var told = new ByteArrayOutputStream();
      var out = new PrintStream(told, true, StandardCharsets.UTF_8);
      out.println(
          new Verification(List.of(checks), new JdbcTransactionManager(database.dataSource()))
              .run(out));
      return told.toString(StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static LawCheck check(String rule, String sentence, long checked, String... violations) {
    return new Check(rule, sentence, () -> new LawCheck.Outcome(checked, List.of(violations)));
  }

  private record Check(String rule, String sentence, java.util.function.Supplier<Outcome> outcome)
      implements LawCheck {
    @Override
    public Outcome run() {
      return outcome.get();
    }
  }
}
