package dev.tenure.identity.people;

import dev.tenure.identity.Organisation;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of organisations as far as keeping people needs them. */
@Repository
class HomeStore {

  private final JdbcClient jdbc;

  HomeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @throws Refused as not found, alike for unknown organisations and for those of others (B5)
   */
  Home require(Organisation organisation, Actor actor) {
    Optional<Home> found =
        switch (organisation) {
          case Organisation.Support s ->
              Optional.of(new Home(s, "Support", null, null, false)).filter(h -> platform(actor));
          case Organisation.Reseller r ->
              reseller(r).filter(h -> platform(actor) || owns(actor, r));
          case Organisation.Customer c -> customer(c).filter(h -> reaches(actor, h));
        };
    return found.orElseThrow(() -> new Refused(new Refusal.NotFound("organisation")));
  }

  private static boolean platform(Actor actor) {
    return actor.level() == Level.SUPPORT || actor.level() == Level.SYSTEM;
  }

  private static boolean owns(Actor actor, Organisation.Reseller reseller) {
    return actor.level() == Level.RESELLER && reseller.id().equals(actor.reseller());
  }

  private static boolean reaches(Actor actor, Home customer) {
    return switch (actor.level()) {
      case SUPPORT, SYSTEM -> true;
      case RESELLER -> actor.reseller() != null && actor.reseller().equals(customer.reseller());
      case CUSTOMER -> actor.customer() != null && actor.customer().equals(customer.customer());
    };
  }

  private Optional<Home> reseller(Organisation.Reseller reseller) {
    return jdbc.sql("SELECT name FROM reseller WHERE id = :id")
        .param("id", reseller.id().value())
        .query(String.class)
        .optional()
        .map(name -> new Home(reseller, name, reseller.id(), null, false));
  }

  private Optional<Home> customer(Organisation.Customer customer) {
    CustomerId id = customer.id();
    return jdbc.sql(
            """
            SELECT c.name, c.reseller_id, d.status = 'TERMINATED' AS terminated
            FROM customer c
            JOIN customer_dial d ON d.customer_id = c.id
            WHERE c.id = :id
            """)
        .param("id", id.value())
        .query((rs, n) ->
            new Home(
                customer,
                rs.getString("name"),
                new ResellerId(rs.getObject("reseller_id", UUID.class)),
                id,
                rs.getBoolean("terminated")))
        .optional();
  }
}
