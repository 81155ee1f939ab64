package dev.tenure.collection.intake;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Many rows as one text array for each column, to be cast and unnested in SQL. */
final class Rows<T> {

  private final List<T> rows;
  private final Map<String, Object> columns = new LinkedHashMap<>();

  private Rows(Collection<? extends T> rows) {
    this.rows = List.copyOf(rows);
  }

  static <T> Rows<T> of(Collection<? extends T> rows) {
    return new Rows<>(rows);
  }

  /** A column by the name of its parameter; instants and durations in ISO 8601. */
  Rows<T> column(String name, Function<T, @Nullable Object> value) {
    @Nullable String[] cells = new String[rows.size()];
    for (int i = 0; i < cells.length; i++) {
      Object cell = value.apply(rows.get(i));
      cells[i] = cell == null ? null : cell.toString();
    }
    columns.put(name, cells);
    return this;
  }

  Map<String, Object> params() {
    return columns;
  }
}
