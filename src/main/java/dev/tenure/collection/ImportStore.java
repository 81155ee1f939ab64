package dev.tenure.collection;

import dev.tenure.platform.database.LikePattern;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the lists of imports. */
@Repository
class ImportStore {

  private static final String LINE =
      """
      WITH line AS (
        SELECT i.*,
               CASE
                 WHEN whole THEN 'DONE'
                 WHEN ended_at IS NOT NULL THEN 'BROKEN'
                 WHEN moved_at < tenure_now() - interval '2 minutes' THEN 'SILENT'
                 ELSE 'RUNNING'
               END AS state
        FROM queue_log_import i
        WHERE source_id = :source)
      """;

  private static final String ASKED =
      """
      FROM line
      WHERE :pattern = '%%'
         OR files ILIKE :pattern
         OR begun_by ILIKE :pattern
      """;

  private static final String SKIPPED =
      """
      FROM queue_log_skip
      WHERE import_id = :run
        AND (:pattern = '%%'
          OR file ILIKE :pattern
          OR reason ILIKE :pattern
          OR sentence ILIKE :pattern)
      """;

  private final JdbcClient jdbc;

  ImportStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<ImportLine> lines(ImportQuery query) {
    String order = "ORDER BY %s %s, begun_at DESC, id".formatted(column(query.sort()), way(query));
    return asked(query, LINE + "SELECT *\n" + ASKED + order + "\nLIMIT :size OFFSET :skip")
        .param("size", query.size())
        .param("skip", (query.page() - 1L) * query.size())
        .query((rs, n) -> line(rs))
        .list();
  }

  long count(ImportQuery query) {
    return asked(query, LINE + "SELECT count(*)\n" + ASKED).query(Long.class).single();
  }

  private JdbcClient.StatementSpec asked(ImportQuery query, String sql) {
    return jdbc.sql(sql)
        .param("source", query.source().value())
        .param("pattern", LikePattern.containing(query.text()));
  }

  private static String way(ImportQuery query) {
    return query.descending() ? "DESC" : "ASC";
  }

  private static String column(ImportQuery.Sort sort) {
    return switch (sort) {
      case BEGUN -> "begun_at";
      case FILES -> "lower(files)";
      case BY -> "lower(begun_by)";
      case STATE -> "state";
      case LINES -> "lines";
      case ACCEPTED -> "accepted";
      case DUPLICATES -> "duplicates";
      case SKIPPED -> "skipped";
    };
  }

  Optional<ImportLine> line(SourceId source, UUID run) {
    return jdbc.sql(LINE + "SELECT * FROM line WHERE id = :run")
        .param("source", source.value())
        .param("run", run)
        .query((rs, n) -> line(rs))
        .optional();
  }

  private static ImportLine line(ResultSet rs) throws SQLException {
    return new ImportLine(
        rs.getObject("id", UUID.class),
        rs.getString("files"),
        rs.getTimestamp("begun_at").toInstant(),
        rs.getString("begun_by"),
        ImportState.valueOf(rs.getString("state")),
        rs.getTimestamp("moved_at").toInstant(),
        rs.getLong("bytes"),
        rs.getLong("lines"),
        rs.getLong("accepted"),
        rs.getLong("duplicates"),
        rs.getLong("skipped"));
  }

  Map<String, Long> reasons(UUID run) {
    Map<String, Long> reasons = new TreeMap<>();
    jdbc.sql("SELECT reason, n FROM queue_log_reason WHERE import_id = :run")
        .param("run", run)
        .query((rs, n) -> reasons.put(rs.getString("reason"), rs.getLong("n")))
        .list();
    return reasons;
  }

  List<ImportReport.Skipped> skipped(SkipQuery query) {
    String column =
        switch (query.sort()) {
          case LINE -> "seq";
          case REASON -> "reason";
          case WHY -> "sentence";
        };
    String way = query.descending() ? "DESC" : "ASC";
    return asked(
            query,
            "SELECT file, line, reason, sentence\n"
                + SKIPPED
                + "ORDER BY %s %s, seq\nLIMIT :size OFFSET :skip".formatted(column, way))
        .param("size", query.size())
        .param("skip", (query.page() - 1L) * query.size())
        .query((rs, n) ->
            new ImportReport.Skipped(
                rs.getString("file"),
                rs.getLong("line"),
                rs.getString("reason"),
                rs.getString("sentence")))
        .list();
  }

  long count(SkipQuery query) {
    return asked(query, "SELECT count(*)\n" + SKIPPED).query(Long.class).single();
  }

  private JdbcClient.StatementSpec asked(SkipQuery query, String sql) {
    return jdbc.sql(sql)
        .param("run", query.run())
        .param("pattern", LikePattern.containing(query.text()));
  }
}
