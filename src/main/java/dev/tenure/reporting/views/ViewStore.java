package dev.tenure.reporting.views;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import dev.tenure.reporting.SavedView;
import dev.tenure.reporting.ViewId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of saved views. */
@Repository
public class ViewStore {

  private static final String COLUMNS =
      """
      SELECT v.id, v.name, v.question, v.shared, v.person_id, p.display_name AS owner, v.version
      FROM report_view v
      JOIN person p ON p.id = v.person_id
      """;

  private final JdbcClient jdbc;

  ViewStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The person's own, and what colleagues share. */
  public List<SavedView> list(CustomerId customer, PersonId person) {
    return jdbc.sql(
            COLUMNS
                + """
                WHERE v.customer_id = :customer
                  AND v.deleted_at IS NULL
                  AND (v.person_id = :person OR v.shared)
                ORDER BY lower(v.name) COLLATE "und-x-icu", v.id
                """)
        .param("customer", customer.value())
        .param("person", person.value())
        .query((rs, n) -> view(rs))
        .list();
  }

  /** How many the person keeps. */
  public int count(PersonId person) {
    return jdbc.sql(
            """
            SELECT count(*)
            FROM report_view
            WHERE person_id = :person
              AND deleted_at IS NULL
            """)
        .param("person", person.value())
        .query(Integer.class)
        .single();
  }

  /** Empty when the person has one of that name. */
  public Optional<ViewId> insert(
      CustomerId customer, PersonId person, String name, String question, boolean shared) {
    return jdbc.sql(
            """
            INSERT INTO report_view (customer_id, person_id, name, question, shared, version)
            VALUES (:customer, :person, :name, :question, :shared, 1)
            ON CONFLICT DO NOTHING
            RETURNING id
            """)
        .param("customer", customer.value())
        .param("person", person.value())
        .param("name", name)
        .param("question", question)
        .param("shared", shared)
        .query((rs, n) -> new ViewId(rs.getObject("id", UUID.class)))
        .optional();
  }

  /** One of the person's own, locked. */
  public Optional<SavedView> lockOwn(
      CustomerId customer, PersonId person, ViewId id, boolean deleted) {
    return jdbc.sql(
            COLUMNS
                + """
                WHERE v.id = :id
                  AND v.customer_id = :customer
                  AND v.person_id = :person
                  AND (v.deleted_at IS NOT NULL) = :deleted
                FOR UPDATE OF v
                """)
        .param("id", id.value())
        .param("customer", customer.value())
        .param("person", person.value())
        .param("deleted", deleted)
        .query((rs, n) -> view(rs))
        .optional();
  }

  /** Whether the person has one of that name that isn't deleted. */
  public boolean nameTaken(PersonId person, String name) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT
              FROM report_view
              WHERE person_id = :person
                AND lower(name) = lower(:name)
                AND deleted_at IS NULL)
            """)
        .param("person", person.value())
        .param("name", name)
        .query(Boolean.class)
        .single();
  }

  /** Deletes it, or takes that back. */
  public void setDeleted(ViewId id, boolean deleted) {
    jdbc.sql(
            """
            UPDATE report_view
            SET deleted_at = CASE WHEN :deleted THEN tenure_now() END,
                version = version + 1
            WHERE id = :id
            """)
        .param("id", id.value())
        .param("deleted", deleted)
        .update();
  }

  private static SavedView view(ResultSet rs) throws SQLException {
    return new SavedView(
        new ViewId(rs.getObject("id", UUID.class)),
        rs.getString("name"),
        rs.getString("question"),
        rs.getBoolean("shared"),
        new PersonId(rs.getObject("person_id", UUID.class)),
        rs.getString("owner"),
        rs.getLong("version"));
  }
}
