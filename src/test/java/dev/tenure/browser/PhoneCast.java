package dev.tenure.browser;

import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.LinkedSources.Settings;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceKind;
import dev.tenure.collection.Sources;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.util.UUID;

/**
 * A reseller with two hundred phone systems in all states, kept by a node that isn't there: for the
 * pictures.
 */
final class PhoneCast {

  static final int MANY = 200;

  final Somebody petra;
  final CustomerId first;
  final Source shared;
  private final BrowserWorld world;

  PhoneCast(BrowserWorld world) {
    this.world = world;
    petra = world.resellerPerson(world.reseller("Petra Phones"), "Petra");
    first = world.customer("Harbour Bakery", "", Duration.ofDays(9), petra);
    CustomerId second = world.customer("Orchard Clinic", "", Duration.ofDays(8), petra);
    shared = linked("shared.pbx.example", "queue:bakery");
    world.the(Sources.class).addCustomer(shared.id(), "queue:clinic", second, petra.actor());
    set(shared, "CONNECTED", "The phone system closed the connection.");
    advise(shared);
    for (int i = 1; i < MANY; i++) {
      Source source = linked("pbx-%03d.example".formatted(i), "");
      if (i % 11 == 0) {
        set(source, "WAITING", "No phone system could be reached at 192.0.2.%d:5038.".formatted(i));
      } else if (i % 17 == 0) {
        set(source, "REFUSED", "It refuses user tenure: “Authentication failed”.");
      } else {
        set(source, "CONNECTED", "");
      }
    }
  }

  private Source linked(String name, String rule) {
    Settings there =
        new Settings(SourceKind.ASTERISK, "192.0.2.1", "", false, "", "tenure", "hush-hush");
    Source source = world.the(LinkedSources.class).create(first, name, rule, there, petra.actor());
    world
        .database()
        .jdbc()
        .sql(
            """
            UPDATE source_link
            SET leased_by = :node,
                leased_until = 'infinity'
            WHERE source_id = :source
            """)
        .param("node", UUID.randomUUID())
        .param("source", source.id().value())
        .update();
    return source;
  }

  private void set(Source source, String state, String error) {
    world
        .database()
        .jdbc()
        .sql(
            """
            UPDATE source_link
            SET state = :state,
                state_since = tenure_now() - interval '3 hours 7 minutes',
                error = :error,
                error_at = tenure_now() - interval '3 hours 8 minutes',
                version = '11.0.0',
                heard_until = tenure_now(),
                clock_ahead = interval '1 second',
                per_second = 12.5
            WHERE source_id = :source
            """)
        .param("state", state)
        .param("error", error)
        .param("source", source.id().value())
        .update();
  }

  private void advise(Source source) {
    var jdbc = world.database().jdbc();
    jdbc.sql(
            """
            UPDATE source_link
            SET advice = :advice,
                clock_ahead = interval '1 hour 2 seconds'
            WHERE source_id = :source
            """)
        .param(
            "advice",
            "It may not filter what it sends (“Permission denied”): add “system” to “write” in"
                + " manager.conf to save four fifths of the traffic.")
        .param("source", source.id().value())
        .update();
    jdbc.sql(
            """
            INSERT INTO source_gap (source_id, from_at, to_at)
            VALUES (:source, tenure_now() - interval '2 days', tenure_now() - interval '47 hours'),
                   (:source, tenure_now() - interval '188 minutes',
                    tenure_now() - interval '187 minutes')
            """)
        .param("source", source.id().value())
        .update();
    jdbc.sql(
            """
            INSERT INTO intake_count (source_id, day, reason, n)
            SELECT :source, CAST(tenure_now() AS date) - d, reason, n * (d + 1)
            FROM generate_series(0, 6) AS d,
              (VALUES ('accepted', 48213), ('duplicate', 12), ('unknown-account', 731),
                      ('too-late', 3)) AS k(reason, n)
            """)
        .param("source", source.id().value())
        .update();
  }
}
