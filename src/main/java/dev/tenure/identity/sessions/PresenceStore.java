package dev.tenure.identity.sessions;

import dev.tenure.identity.Presence;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of who is signed in, by the gate's own view. */
@Repository
class PresenceStore implements Presence {

  private final JdbcClient jdbc;

  PresenceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public int signedIn(CustomerId customer) {
    return count(customer.value());
  }

  @Override
  public int signedIn(ResellerId reseller) {
    return count(reseller.value());
  }

  private int count(UUID account) {
    return jdbc.sql(
            """
            SELECT count(DISTINCT s.person_id)
            FROM session s
            JOIN session_standing standing ON standing.session_id = s.id
            WHERE s.account_id = :account
              AND s.closed_at IS NULL
              AND NOT standing.stopped
            """)
        .param("account", account)
        .query(Integer.class)
        .single();
  }

  @Override
  public List<SignedIn> people(CustomerId customer, int limit) {
    return jdbc.sql(
            """
            SELECT standing.display_name, standing.email,
                   min(s.created_at) AS since, max(s.last_seen_at) AS seen
            FROM session s
            JOIN session_standing standing ON standing.session_id = s.id
            WHERE s.account_id = :account
              AND s.closed_at IS NULL
              AND NOT standing.stopped
            GROUP BY standing.person_id, standing.display_name, standing.email
            ORDER BY seen DESC, standing.email
            LIMIT :limit
            """)
        .param("account", customer.value())
        .param("limit", limit)
        .query((rs, n) ->
            new SignedIn(
                rs.getString("display_name"),
                rs.getString("email"),
                rs.getTimestamp("since").toInstant(),
                rs.getTimestamp("seen").toInstant()))
        .list();
  }
}
