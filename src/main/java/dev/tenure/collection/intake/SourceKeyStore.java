package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.database.Journey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that knows sources by their keys. */
@Repository
class SourceKeyStore {

  private final JdbcClient jdbc;

  SourceKeyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Line(
      UUID source, UUID reseller, @Nullable String account, @Nullable UUID customer) {}

  private static final String SELECT =
      """
      SELECT s.id, s.reseller_id, c.account_code, c.customer_id
      FROM source s
      LEFT JOIN source_customer c
        ON c.source_id = s.id
       AND c.removed_at IS NULL
       AND (c.replaced_at IS NULL OR c.replaced_at > tenure_now() - interval '1 day')
      """;

  Optional<OpenSource> open(String key) {
    return source(jdbc.sql(SELECT + "WHERE s.key_hash = :hash").param("hash", SourceKey.hash(key)));
  }

  /** A source that a connector has opened, rather than a key. */
  Optional<OpenSource> of(SourceId source) {
    return source(jdbc.sql(SELECT + "WHERE s.id = :id").param("id", source.value()));
  }

  /** Adds to the journey: those of the sources that are there. */
  Supplier<List<OpenSource>> all(Journey journey, Collection<SourceId> sources) {
    if (sources.isEmpty()) {
      return List::of;
    }
    return journey.add(
        SELECT + "WHERE s.id = ANY(CAST(:sources AS uuid[]))",
        Rows.of(sources).column("sources", id -> id).params(),
        SourceKeyStore::sources);
  }

  private static List<OpenSource> sources(ResultSet rs) throws SQLException {
    Map<UUID, List<Line>> lines = new HashMap<>();
    while (rs.next()) {
      Line line = line(rs);
      lines.computeIfAbsent(line.source(), id -> new ArrayList<>()).add(line);
    }
    return lines.values().stream().map(SourceKeyStore::source).toList();
  }

  private static Line line(ResultSet rs) throws SQLException {
    return new Line(
        rs.getObject("id", UUID.class),
        rs.getObject("reseller_id", UUID.class),
        rs.getString("account_code"),
        rs.getObject("customer_id", UUID.class));
  }

  private static Optional<OpenSource> source(JdbcClient.StatementSpec statement) {
    List<Line> lines = statement.query((rs, n) -> line(rs)).list();
    return lines.isEmpty() ? Optional.empty() : Optional.of(source(lines));
  }

  private static OpenSource source(List<Line> lines) {
    Map<String, CustomerId> customers = new HashMap<>();
    for (Line line : lines) {
      if (line.account() != null && line.customer() != null) {
        customers.put(line.account(), new CustomerId(line.customer()));
      }
    }
    Line any = lines.getFirst();
    return new OpenSource(
        new SourceId(any.source()), new ResellerId(any.reseller()), Map.copyOf(customers));
  }
}
