package dev.tenure.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.testing.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** C1: what travels behind a lock is read after it. */
class JourneyTest {

  private static final ResultSetExtractor<String> WORD =
      rows -> rows.next() ? rows.getString(1) : "nothing";

  private TestDatabase database;
  private NamedParameterJdbcTemplate jdbc;
  private TransactionTemplate transaction;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    database.jdbc().sql("CREATE TABLE note (word text)").update();
    database.jdbc().sql("INSERT INTO note VALUES ('old')").update();
    jdbc = new NamedParameterJdbcTemplate(database.dataSource());
    transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @DisplayName("each query has its own answer, in whatever order they are asked for")
  void answers() {
    Journey journey = new Journey(jdbc);
    Supplier<String> one = journey.add("SELECT :one", Map.of("one", "1"), WORD);
    journey.add("SELECT 'unread', :more FROM note", Map.of("more", "x"));
    Supplier<String> none = journey.add("SELECT word FROM note WHERE false", Map.of(), WORD);
    Supplier<String> two = journey.add("SELECT :two\n", Map.of("two", "2"), WORD);

    journey.make();

    assertThat(two.get()).isEqualTo("2");
    assertThat(none.get()).isEqualTo("nothing");
    assertThat(one.get()).isEqualTo("1");
  }

  @Test
  @DisplayName("C1: what waits for a lock shows those behind it what was committed meanwhile")
  void seesWhatItWaitedFor() throws Exception {
    try (Connection first = database.dataSource().getConnection();
        Statement statement = first.createStatement();
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      first.setAutoCommit(false);
      statement.execute("UPDATE note SET word = 'new'");
      Future<String> behind =
          threads.submit(() ->
              transaction.execute(status -> {
                Journey journey = new Journey(jdbc);
                journey.add("SELECT 1 FROM note FOR UPDATE", Map.of());
                Supplier<String> word = journey.add("SELECT word FROM note", Map.of(), WORD);
                journey.make();
                return word.get();
              }));
      awaitWaiting();
      first.commit();

      assertThat(behind.get()).isEqualTo("new");
    }
  }

  /** Until somebody waits for another's lock. */
  private void awaitWaiting() {
    String waits =
        """
        SELECT EXISTS (
          SELECT 1
          FROM pg_stat_activity
          WHERE datname = current_database()
            AND wait_event_type = 'Lock')
        """;
    while (!database.jdbc().sql(waits).query(Boolean.class).single()) {
      Thread.onSpinWait();
    }
  }

  @Test
  @DisplayName("a query that fails fails the journey, and an answer before it is made is refused")
  void fails() {
    Journey journey = new Journey(jdbc);
    Supplier<String> word = journey.add("SELECT word FROM note", Map.of(), WORD);
    journey.add("SELECT 1 / :zero", Map.of("zero", 0));

    assertThatThrownBy(word::get).hasMessageContaining("isn't made yet");
    assertThatThrownBy(journey::make).isInstanceOf(DataAccessException.class);
  }

  @Test
  @DisplayName(
      "two queries with a parameter of one name are refused, for one would get the other's")
  void names() {
    Journey journey = new Journey(jdbc);
    journey.add("SELECT :one", Map.of("one", 1));

    assertThatThrownBy(() -> journey.add("SELECT :one", Map.of("one", 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(":one");
  }
}
