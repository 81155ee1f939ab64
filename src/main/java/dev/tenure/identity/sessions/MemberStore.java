package dev.tenure.identity.sessions;

import dev.tenure.identity.Contact;
import dev.tenure.identity.Permission;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.ResellerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of people together with the state of their account. */
@Repository
public class MemberStore {

  private final JdbcClient jdbc;

  public MemberStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Member> byEmail(String email) {
    return jdbc.sql(
            """
            SELECT *
            FROM person_standing
            WHERE lower(email) = lower(:email)
            """)
        .param("email", email)
        .query((rs, n) -> read(rs))
        .optional();
  }

  public Optional<Member> byId(PersonId id) {
    return jdbc.sql(
            """
            SELECT *
            FROM person_standing
            WHERE person_id = :id
            """)
        .param("id", id.value())
        .query((rs, n) -> read(rs))
        .optional();
  }

  /** Reads the columns of {@code person_standing} from the present row. */
  static Member read(ResultSet rs) throws SQLException {
    UUID reseller = rs.getObject("reseller_id", UUID.class);
    UUID customer = rs.getObject("customer_id", UUID.class);
    return new Member(
        new PersonId(rs.getObject("person_id", UUID.class)),
        rs.getString("display_name"),
        rs.getString("email"),
        Level.valueOf(rs.getString("level")),
        reseller == null ? null : new ResellerId(reseller),
        customer == null ? null : new CustomerId(customer),
        rs.getString("organisation"),
        ZoneId.of(rs.getString("time_zone")),
        permissions(rs),
        rs.getString("password_hash"),
        rs.getBoolean("active"),
        rs.getBoolean("access_on"),
        parent(rs));
  }

  /** Reads the column {@code permissions}. */
  public static Set<Permission> permissions(ResultSet rs) throws SQLException {
    String[] names = (String[]) rs.getArray("permissions").getArray();
    return Arrays.stream(names).map(Permission::valueOf).collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable Contact parent(ResultSet rs) throws SQLException {
    String name = rs.getString("parent_name");
    return name == null
        ? null
        : new Contact(name, rs.getString("parent_email"), rs.getString("parent_phone"));
  }
}
