package dev.tenure.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the migrations amount to, word for word: a change of schema shows as a change of this file.
 */
class SchemaTest {

  private static final Path GOLDEN = Path.of("src/test/resources/schema.txt");

  @Test
  @DisplayName("The migrations make the golden schema, and nothing else")
  void isGolden() throws IOException {
    String schema;
    try (TestDatabase database = TestDatabase.fresh()) {
      schema = describe(database.jdbc());
    }
    if (Boolean.getBoolean("tenure.redraw")) {
      Files.writeString(GOLDEN, schema);
      return;
    }
    assertThat(schema)
        .as("Write it anew with: build/maven test -Dtest=SchemaTest -Dtenure.redraw=true")
        .isEqualTo(Files.readString(GOLDEN));
  }

  private static String describe(JdbcClient jdbc) {
    List<String> lines = new ArrayList<>();
    for (String query :
        List.of(
            """
            SELECT format('column %s.%s %s%s%s', c.relname, a.attname,
                     format_type(a.atttypid, a.atttypmod),
                     CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
                     coalesce(' = ' || pg_get_expr(d.adbin, d.adrelid), ''))
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE c.relnamespace = 'public'::regnamespace
              AND c.relkind IN ('r', 'p')
              AND c.relname <> 'flyway_schema_history'
              AND a.attnum > 0
              AND NOT a.attisdropped
            ORDER BY c.relname COLLATE "C", a.attnum
            """,
            """
            SELECT format('constraint %s.%s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace
              AND contype <> 'n'
              AND conrelid::regclass::text <> 'flyway_schema_history'
            ORDER BY conrelid::regclass::text COLLATE "C", conname COLLATE "C"
            """,
            """
            SELECT 'index ' || indexdef
            FROM pg_indexes
            WHERE schemaname = 'public'
              AND tablename <> 'flyway_schema_history'
            ORDER BY indexname COLLATE "C"
            """,
            """
            SELECT 'view ' || viewname || ' ' || regexp_replace(definition, '\\s+', ' ', 'g')
            FROM pg_views
            WHERE schemaname = 'public'
            ORDER BY viewname COLLATE "C"
            """,
            """
            SELECT 'function ' || regexp_replace(pg_get_functiondef(p.oid), '\\s+', ' ', 'g')
            FROM pg_proc p
            LEFT JOIN pg_depend e ON e.objid = p.oid AND e.deptype = 'e'
            WHERE p.pronamespace = 'public'::regnamespace
              AND e.objid IS NULL
            ORDER BY p.proname COLLATE "C"
            """,
            """
            SELECT 'trigger ' || pg_get_triggerdef(oid)
            FROM pg_trigger
            WHERE NOT tgisinternal
            ORDER BY tgname COLLATE "C"
            """)) {
      lines.addAll(jdbc.sql(query).query((rs, n) -> rs.getString(1)).list());
    }
    return String.join("\n", lines) + "\n";
  }
}
