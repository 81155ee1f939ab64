package dev.tenure.platform.database;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One of two tenants of whom every table has a row, made from its columns: whatever names somebody
 * names this one's reseller, customer, person, phone system, invoice, import or plan.
 *
 * @param side tells the two apart
 */
record TwoTenants(String side) {

  private static final Map<String, String> OF_TABLE =
      Map.of(
          "reseller", "reseller",
          "customer", "customer",
          "person", "person",
          "source", "source",
          "invoice", "invoice",
          "queue_log_import", "import",
          "price_plan", "plan");

  private static final Map<String, String> OF_COLUMN =
      Map.of(
          "reseller_id", "reseller",
          "customer_id", "customer",
          "account_id", "customer",
          "chain_id", "customer",
          "organisation", "customer",
          "person_id", "person",
          "source_id", "source",
          "invoice_id", "invoice",
          "import_id", "import",
          "plan_id", "plan");

  private record Column(String name, String type) {}

  UUID reseller() {
    return id("reseller");
  }

  UUID customer() {
    return id("customer");
  }

  private UUID id(String what) {
    return id(side + what, 0);
  }

  /** What a column of the table that says whose a row is says of this one. */
  String named(String table, String column) {
    String what = column.equals("id") ? OF_TABLE.get(table) : OF_COLUMN.get(column);
    return id(String.valueOf(what)).toString();
  }

  /** The columns that say whose a row is; the key of one's own row is left alone. */
  static List<String> naming(JdbcClient owner, String table) {
    return columns(owner, table).stream()
        .map(Column::name)
        .filter(OF_COLUMN::containsKey)
        // An agent's part may name what another table says is whose.
        .filter(name -> !(table.equals("person") && name.equals("reseller_id")))
        .toList();
  }

  static String firstColumn(JdbcClient owner, String table) {
    return columns(owner, table).getFirst().name();
  }

  String insert(JdbcClient owner, String table) {
    return insert(owner, table, "public." + table, "");
  }

  /** A further row of this one's. */
  String another(JdbcClient owner, String table, String named) {
    return insert(owner, table, named, "2");
  }

  private String insert(JdbcClient owner, String table, String named, String more) {
    List<Column> columns = columns(owner, table);
    return "INSERT INTO %s (%s) VALUES (%s)"
        .formatted(
            named,
            columns.stream().map(Column::name).collect(Collectors.joining(", ")),
            columns.stream()
                .map(column -> value(table, column, more))
                .collect(Collectors.joining(", ")));
  }

  private String value(String table, Column column, String more) {
    String what = column.name().equals("id") ? OF_TABLE.get(table) : OF_COLUMN.get(column.name());
    if (table.equals("person") && column.name().equals("reseller_id")) {
      return "NULL";
    }
    String number = Integer.toString(1 + side.codePointAt(0) + more.length());
    return switch (column.type()) {
      case "uuid" ->
          "'%s'"
              .formatted(
                  what == null || (!more.isEmpty() && column.name().equals("id"))
                      ? id(side + table + column.name() + more, 1)
                      : id(what));
      case "text" -> "'side-%s%s'".formatted(side, more);
      case "bytea" -> "convert_to('side-%s%s', 'UTF8')".formatted(side, more);
      case "boolean" -> "false";
      case "jsonb" -> "'{}'";
      case "interval" -> "'1 s'";
      case "date" -> "DATE '2026-01-01' + " + number;
      case "timestamp with time zone", "timestamp without time zone" ->
          "TIMESTAMP '2026-01-0%s' + %s * interval '1 minute'"
              .formatted(column.name().equals("until") ? "2" : "1", number);
      case "time without time zone" -> "'12:00'";
      case "tstzrange" -> "tstzrange('2026-01-01', '2026-02-01')";
      case "daterange" -> "daterange('2026-01-01', '2026-02-01')";
      default -> column.type().endsWith("[]") ? "'{}'" : number;
    };
  }

  private static List<Column> columns(JdbcClient owner, String table) {
    return owner
        .sql(
            """
            SELECT quote_ident(attname) AS name, format_type(atttypid, NULL) AS type
            FROM pg_attribute
            WHERE attrelid = CAST('public.' || :table AS regclass)
              AND attnum > 0
              AND NOT attisdropped
              AND attgenerated = ''
              AND attidentity = ''
            ORDER BY attnum
            """)
        .param("table", table)
        .query((rs, n) -> new Column(rs.getString("name"), rs.getString("type")))
        .list();
  }

  private static UUID id(String side, int number) {
    return UUID.nameUUIDFromBytes((side + number).getBytes(StandardCharsets.UTF_8));
  }
}
