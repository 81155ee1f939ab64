package dev.tenure.collection.live;

import dev.tenure.platform.PersonId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the columns that people chose. */
@Repository
public class CallColumnStore {

  private final JdbcClient jdbc;

  CallColumnStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** In the order chosen. */
  public List<String> read(PersonId person) {
    return jdbc.sql(
            """
            SELECT c.word
            FROM call_columns p
            CROSS JOIN LATERAL unnest(p.columns) WITH ORDINALITY AS c(word, place)
            WHERE p.person_id = :person
            ORDER BY c.place
            """)
        .param("person", person.value())
        .query((rs, n) -> rs.getString("word"))
        .list();
  }

  /** Instead of what was chosen before. */
  public void write(PersonId person, List<String> columns) {
    jdbc.sql(
            """
            INSERT INTO call_columns (person_id, columns)
            VALUES (:person, CAST(:columns AS text[]))
            ON CONFLICT (person_id) DO UPDATE
            SET columns = EXCLUDED.columns
            """)
        .param("person", person.value())
        .param("columns", columns.toArray(String[]::new))
        .update();
  }
}
