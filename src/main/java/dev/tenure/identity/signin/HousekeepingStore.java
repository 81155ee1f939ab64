package dev.tenure.identity.signin;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that removes what has had its day. */
@Repository
class HousekeepingStore {

  private final JdbcClient jdbc;

  HousekeepingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void deleteEnded() {
    jdbc.sql("DELETE FROM session WHERE expires_at <= tenure_now()").update();
    // A month longer, so that whoever follows an old link is told what became of it.
    jdbc.sql("DELETE FROM login_link WHERE expires_at <= tenure_now() - interval '30 days'")
        .update();
    // Two days longer than their forms can be sent, in case the clocks of nodes differ.
    jdbc.sql("DELETE FROM form_key WHERE created_at <= tenure_now() - interval '9 days'").update();
    jdbc.sql("DELETE FROM guess WHERE ends_at <= tenure_now()").update();
    jdbc.sql("DELETE FROM known_browser WHERE expires_at <= tenure_now()").update();
    jdbc.sql("DELETE FROM sign_in_refusal WHERE last_at <= tenure_now() - interval '90 days'")
        .update();
  }
}
