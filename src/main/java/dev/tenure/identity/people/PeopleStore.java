package dev.tenure.identity.people;

import dev.tenure.identity.PeoplePage;
import dev.tenure.identity.PeopleQuery;
import dev.tenure.identity.Permission;
import dev.tenure.identity.Person;
import dev.tenure.identity.sessions.MemberStore;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.database.LikePattern;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of people as their administrators see them. */
@Repository
class PeopleStore {

  private static final int FETCH_SIZE = 1000;

  private static final String COLUMNS =
      """
      SELECT p.id, p.display_name, p.email, p.permissions, p.active, p.created_at, p.activated_at,
             p.last_sign_in_at, p.version,
             EXISTS (
               SELECT 1
               FROM session s
               JOIN session_standing standing ON standing.session_id = s.id
               WHERE s.person_id = p.id
                 AND NOT standing.stopped) AS signed_in,
             count(*) OVER () AS total
      FROM person p
      WHERE p.level = :level
        AND p.reseller_id IS NOT DISTINCT FROM CAST(:reseller AS uuid)
        AND p.customer_id IS NOT DISTINCT FROM CAST(:customer AS uuid)
      """;

  private static final String STATE =
      "CASE WHEN NOT p.active THEN 'deactivated' WHEN p.activated_at IS NULL THEN 'invited' ELSE"
          + " 'active' END";

  private final JdbcClient jdbc;

  PeopleStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Person> find(Home home, PersonId id) {
    return in(home, COLUMNS + "AND p.id = :id")
        .param("id", id.value())
        .query((rs, n) -> read(rs))
        .optional();
  }

  PeoplePage list(Home home, PeopleQuery query) {
    long[] total = {0};
    List<Person> people = new ArrayList<>();
    matching(home, query, "LIMIT :size\nOFFSET :offset")
        .param("size", query.size())
        .param("offset", (long) (query.page() - 1) * query.size())
        .query(rs -> {
          total[0] = rs.getLong("total");
          people.add(read(rs));
        });
    return new PeoplePage(people, total[0], query);
  }

  void each(Home home, PeopleQuery query, Consumer<Person> sink) {
    matching(home, query, "")
        .withFetchSize(FETCH_SIZE)
        .query((ResultSet rs) -> sink.accept(read(rs)));
  }

  private JdbcClient.StatementSpec matching(Home home, PeopleQuery query, String portion) {
    return in(
            home,
            COLUMNS
                + """
                AND (:text = ''
                  OR p.display_name ILIKE :pattern
                  OR p.email ILIKE :pattern
                  OR %s ILIKE :pattern)
                ORDER BY %s
                """
                    .formatted(STATE, order(query))
                + portion)
        .param("text", query.text())
        .param("pattern", LikePattern.containing(query.text()));
  }

  private static String order(PeopleQuery query) {
    String column =
        switch (query.sort()) {
          case NAME -> "lower(p.display_name)";
          case EMAIL -> "lower(p.email)";
          case STATE -> STATE;
          case LAST_SIGN_IN -> "p.last_sign_in_at";
        };
    return column
        + (query.descending() ? " DESC NULLS LAST" : " ASC NULLS FIRST")
        + ", lower(p.display_name), p.id";
  }

  private JdbcClient.StatementSpec in(Home home, String sql) {
    return jdbc.sql(sql)
        .param("level", home.organisation().level().name())
        .param("reseller", home.ownReseller())
        .param("customer", home.ownCustomer());
  }

  private static Person read(ResultSet rs) throws SQLException {
    return new Person(
        new PersonId(rs.getObject("id", UUID.class)),
        rs.getString("display_name"),
        rs.getString("email"),
        MemberStore.permissions(rs),
        rs.getBoolean("active"),
        rs.getTimestamp("created_at").toInstant(),
        instant(rs.getTimestamp("activated_at")),
        instant(rs.getTimestamp("last_sign_in_at")),
        rs.getBoolean("signed_in"),
        rs.getLong("version"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }

  /** Inserts a person, activated if there is a hash. */
  PersonId insert(
      Home home, String name, String email, Set<Permission> permissions, @Nullable String hash) {
    return new PersonId(
        jdbc.sql(
                """
                INSERT INTO person (
                  level, reseller_id, customer_id, display_name, email, password_hash, permissions,
                  created_at, activated_at, sessions_valid_from)
                SELECT
                  :level, :reseller, :customer, :name, :email, :hash, :permissions,
                  tenure_now(), CASE WHEN CAST(:hash AS text) IS NULL THEN NULL ELSE tenure_now() END,
                  tenure_now()
                RETURNING id
                """)
            .param("level", home.organisation().level().name())
            .param("reseller", home.ownReseller(), java.sql.Types.OTHER)
            .param("customer", home.ownCustomer(), java.sql.Types.OTHER)
            .param("name", name)
            .param("email", email)
            .param("hash", hash, java.sql.Types.VARCHAR)
            .param("permissions", names(permissions))
            .query(UUID.class)
            .single());
  }

  /** Locks the person until the transaction ends. */
  void lock(PersonId id) {
    jdbc.sql("SELECT 1 FROM person WHERE id = :id FOR NO KEY UPDATE")
        .param("id", id.value())
        .query(Integer.class)
        .list();
  }

  void write(PersonId id, String name, Set<Permission> permissions) {
    jdbc.sql(
            """
            UPDATE person
            SET display_name = :name,
                permissions = :permissions,
                version = version + 1
            WHERE id = :id
            """)
        .param("id", id.value())
        .param("name", name)
        .param("permissions", names(permissions))
        .update();
  }

  void writeActive(PersonId id, boolean active) {
    jdbc.sql(
            """
            UPDATE person
            SET active = :active,
                version = version + 1
            WHERE id = :id
            """)
        .param("id", id.value())
        .param("active", active)
        .update();
  }

  private static String[] names(Set<Permission> permissions) {
    return permissions.stream().sorted().map(Permission::name).toArray(String[]::new);
  }
}
