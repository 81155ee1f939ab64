package dev.tenure.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A11: what a command writes with its commit is there as a whole, or not at all. */
class WithCommitTest {

  private static final String PUT = "INSERT INTO note (word) VALUES (:word)";
  private static final String PUT_OTHER = "INSERT INTO note (word) VALUES (:other)";

  private TestDatabase database;
  private WithCommit writes;
  private TransactionTemplate transaction;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    database
        .jdbc()
        .sql("CREATE TABLE note (n bigint GENERATED ALWAYS AS IDENTITY, word text UNIQUE)")
        .update();
    writes = new WithCommit(new NamedParameterJdbcTemplate(database.dataSource()));
    transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private List<String> notes() {
    return database
        .jdbc()
        .sql("SELECT word FROM note ORDER BY n")
        .query((rs, n) -> rs.getString(1))
        .list();
  }

  @Test
  @DisplayName("A11: writes are kept until the commit, and are there after it, in their order")
  void travelsWithCommit() {
    transaction.executeWithoutResult(status -> {
      writes.write(PUT, Map.of("word", "one"));
      writes.write(PUT_OTHER, Map.of("other", "two"));
      writes.write(PUT, Map.of("word", "three"));
      assertThat(notes()).as("seen by others meanwhile").doesNotContain("three");
    });
    assertThat(notes()).containsExactly("one", "two", "three");
  }

  @Test
  @DisplayName("A11: a write that fails with the commit undoes the whole transaction")
  void failsAsOne() {
    writes.write(PUT, Map.of("word", "there"));
    assertThatThrownBy(() ->
            transaction.executeWithoutResult(status -> {
              writes.write(PUT_OTHER, Map.of("other", "new"));
              writes.write(PUT, Map.of("word", "there"));
            }))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(notes()).containsExactly("there");
    transaction.executeWithoutResult(status -> writes.write(PUT, Map.of("word", "later")));
    assertThat(notes()).as("the connection is good for more").containsExactly("there", "later");
  }

  @Test
  @DisplayName("A11: a transaction that is rolled back sends nothing, nor does the next one")
  void rolledBack() {
    transaction.executeWithoutResult(status -> {
      writes.write(PUT, Map.of("word", "never"));
      status.setRollbackOnly();
    });
    transaction.executeWithoutResult(status -> writes.write(PUT, Map.of("word", "next")));
    assertThat(notes()).containsExactly("next");
  }

  @Test
  @DisplayName("Whoever is about to read sends ahead what waits")
  void flushed() {
    transaction.executeWithoutResult(status -> {
      writes.write(PUT, Map.of("word", "ahead"));
      writes.flush();
      assertThat(
              new NamedParameterJdbcTemplate(database.dataSource())
                  .queryForList("SELECT word FROM note", Map.of(), String.class))
          .containsExactly("ahead");
      status.setRollbackOnly();
    });
    assertThat(notes()).isEmpty();
  }

  @Test
  @DisplayName("A transaction within another has writes of its own")
  void suspended() {
    TransactionTemplate inner =
        new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    transaction.executeWithoutResult(status -> {
      writes.write(PUT, Map.of("word", "outer"));
      inner.executeWithoutResult(own -> writes.write(PUT, Map.of("word", "inner")));
      assertThat(notes()).containsExactly("inner");
    });
    assertThat(notes()).containsExactly("inner", "outer");
  }
}
