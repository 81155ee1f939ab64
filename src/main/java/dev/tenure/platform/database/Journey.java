package dev.tenure.platform.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/**
 * Queries that travel to the database together, none of which needs another's answer. They are
 * executed one after the other, and each sees what is committed when it begins: one that waits for
 * a lock shows those behind it what others did meanwhile. Used once, by one thread.
 */
public final class Journey {

  private final NamedParameterJdbcOperations jdbc;
  private final List<String> queries = new ArrayList<>();
  private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
  private final List<Step<?>> steps = new ArrayList<>();

  /** Nothing yet; queries are of the calling thread's transaction. */
  public Journey(NamedParameterJdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds a query behind the others, whose parameters it may name as well.
   *
   * @param more its own parameters
   * @param reader must answer something
   * @return what the reader answered, once the journey is made; before, asking for it fails
   * @throws IllegalArgumentException if a query before it has a parameter of the same name
   */
  public <T> Supplier<T> add(String query, Map<String, ?> more, ResultSetExtractor<T> reader) {
    for (String name : more.keySet()) {
      if (parameters.containsKey(name)) {
        throw new IllegalArgumentException("Two queries of a journey have a parameter :" + name);
      }
    }
    queries.add(query);
    parameters.putAll(more);
    Step<T> step = new Step<>(reader);
    steps.add(step);
    return step;
  }

  /** Adds a query whose rows nobody needs, say one that locks. */
  public void add(String query, Map<String, ?> more) {
    add(query, more, rows -> true);
  }

  /**
   * Executes the queries.
   *
   * @throws org.springframework.dao.DataAccessException if one fails, and with it the transaction
   */
  public void make() {
    jdbc.execute(String.join(";\n", queries), parameters, this::read);
  }

  private boolean read(PreparedStatement statement) throws SQLException {
    statement.execute();
    for (Step<?> step : steps) {
      step.read(statement.getResultSet());
      statement.getMoreResults();
    }
    return true;
  }

  private static final class Step<T> implements Supplier<T> {
    private final ResultSetExtractor<T> reader;
    private @Nullable T answer;

    Step(ResultSetExtractor<T> reader) {
      this.reader = reader;
    }

    void read(ResultSet rows) throws SQLException {
      answer = reader.extractData(rows);
    }

    @Override
    public T get() {
      return Objects.requireNonNull(answer, "The journey isn't made yet");
    }
  }
}
