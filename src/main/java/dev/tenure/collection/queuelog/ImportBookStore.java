package dev.tenure.collection.queuelog;

import dev.tenure.collection.ImportReport;
import dev.tenure.collection.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that writes down how imports fare. */
@Repository
class ImportBookStore {

  private final JdbcClient jdbc;

  ImportBookStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  UUID begin(SourceId source, String files, String by) {
    return jdbc.sql(
            """
            INSERT INTO queue_log_import (source_id, files, begun_at, begun_by, moved_at)
            VALUES (:source, :files, tenure_now(), :by, tenure_now())
            RETURNING id
            """)
        .param("source", source.value())
        .param("files", files)
        .param("by", by)
        .query(UUID.class)
        .single();
  }

  void moved(UUID run, long bytes, ImportReport report) {
    jdbc.sql(
            """
            UPDATE queue_log_import
            SET moved_at = tenure_now(),
                bytes = :bytes,
                lines = :lines,
                accepted = :accepted,
                duplicates = :duplicates,
                skipped = :skipped
            WHERE id = :run
            """)
        .param("run", run)
        .param("bytes", bytes)
        .param("lines", report.lines())
        .param("accepted", report.accepted())
        .param("duplicates", report.duplicates())
        .param("skipped", report.skippedLines())
        .update();
    List<Map.Entry<String, Long>> reasons = new ArrayList<>(report.skipped().entrySet());
    reasons.addAll(report.remarked().entrySet());
    if (!reasons.isEmpty()) {
      jdbc.sql(
              """
              INSERT INTO queue_log_reason (import_id, reason, n)
              SELECT :run, k.reason, k.n
              FROM unnest(CAST(:reason AS text[]), CAST(:n AS bigint[])) AS k(reason, n)
              ON CONFLICT (import_id, reason) DO UPDATE
              SET n = EXCLUDED.n
              """)
          .param("run", run)
          .param("reason", reasons.stream().map(Map.Entry::getKey).toArray(String[]::new))
          .param("n", reasons.stream().map(Map.Entry::getValue).toArray(Long[]::new))
          .update();
    }
  }

  /** Further lines that were left out, after so many. */
  void named(UUID run, int before, List<ImportReport.Skipped> lines) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      order.add(before + i + 1);
    }
    jdbc.sql(
            """
            INSERT INTO queue_log_skip (import_id, seq, file, line, reason, sentence)
            SELECT :run, k.*
            FROM unnest(
              CAST(:seq AS integer[]), CAST(:file AS text[]), CAST(:line AS bigint[]),
              CAST(:reason AS text[]), CAST(:sentence AS text[]))
              AS k(seq, file, line, reason, sentence)
            """)
        .param("run", run)
        .param("seq", order.toArray(Integer[]::new))
        .param("file", lines.stream().map(ImportReport.Skipped::file).toArray(String[]::new))
        .param("line", lines.stream().map(ImportReport.Skipped::line).toArray(Long[]::new))
        .param("reason", lines.stream().map(ImportReport.Skipped::reason).toArray(String[]::new))
        .param(
            "sentence",
            lines.stream().map(each -> storable(each.sentence())).toArray(String[]::new))
        .update();
  }

  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  void ended(UUID run, boolean whole) {
    jdbc.sql(
            """
            UPDATE queue_log_import
            SET ended_at = tenure_now(),
                whole = :whole
            WHERE id = :run
            """)
        .param("run", run)
        .param("whole", whole)
        .update();
  }
}
