package dev.tenure.collection.intake;

import java.util.ArrayList;
import java.util.List;

/** All facts as texts, without the ids that the database made up, in an order of their own. */
final class StoredFacts {

  private StoredFacts() {}

  static List<String> of(CollectionWorld world) {
    List<String> all = new ArrayList<>();
    all.addAll(
        world.read(
            """
            SELECT 'call ' || row(to_jsonb(c) - 'id' - 'customer_id' - 'source_id')
            FROM call c ORDER BY source_id, call_ref, service_from
            """));
    for (String part : List.of("segment", "queue_visit", "agent_offer")) {
      all.addAll(
          world.read(
              """
              SELECT '%1$s ' || c.call_ref || row(to_jsonb(p) - 'call_id' - 'customer_id')
              FROM %1$s p JOIN call c ON c.id = p.call_id
              ORDER BY c.source_id, c.call_ref, c.service_from, p.seq
              """
                  .formatted(part)));
    }
    all.addAll(
        world.read(
            """
            SELECT 'agent ' || a.agent_ref || a.name
                   || row(to_jsonb(i) - 'agent_id' - 'customer_id')
            FROM agent_interval i JOIN agent a ON a.id = i.agent_id
            ORDER BY a.source_id, a.agent_ref, i.started_at
            """));
    return all;
  }
}
