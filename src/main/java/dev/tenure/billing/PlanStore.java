package dev.tenure.billing;

import dev.tenure.platform.ResellerId;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of parts, plans and their prices. */
@Repository
class PlanStore {

  private static final String SELECT =
      """
      SELECT id, name, currency, version
      FROM price_plan
      WHERE id = :id
      """;

  private final JdbcClient jdbc;

  PlanStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Plans.Line> list() {
    return jdbc.sql(
            """
            SELECT p.id, p.name, p.currency,
                   (SELECT count(DISTINCT v.part) FROM plan_price v WHERE v.plan_id = p.id) AS parts,
                   (SELECT count(*) FROM reseller_billing b WHERE b.plan_id = p.id) AS resellers
            FROM price_plan p
            ORDER BY lower(p.name)
            """)
        .query((rs, n) ->
            new Plans.Line(
                new PlanId(rs.getObject("id", UUID.class)),
                rs.getString("name"),
                Currency.getInstance(rs.getString("currency")),
                rs.getInt("parts"),
                rs.getInt("resellers")))
        .list();
  }

  List<ResellerId> resellers(PlanId id) {
    return jdbc.sql(
            """
            SELECT b.reseller_id
            FROM reseller_billing b
            JOIN reseller r ON r.id = b.reseller_id
            WHERE b.plan_id = :plan
            ORDER BY lower(r.name), r.id
            """)
        .param("plan", id.value())
        .query((rs, n) -> new ResellerId(rs.getObject(1, UUID.class)))
        .list();
  }

  Optional<Plan> find(PlanId id) {
    return select(SELECT, id);
  }

  Optional<Plan> lock(PlanId id) {
    return select(SELECT + "FOR NO KEY UPDATE", id);
  }

  private Optional<Plan> select(String sql, PlanId id) {
    return jdbc.sql(sql)
        .param("id", id.value())
        .query((rs, n) ->
            new Plan(
                id,
                rs.getString("name"),
                Currency.getInstance(rs.getString("currency")),
                List.of(),
                List.of(),
                rs.getLong("version")))
        .optional()
        .map(plan ->
            new Plan(id, plan.name(), plan.currency(), partsOf(id), prices(id), plan.version()));
  }

  private List<Part> partsOf(PlanId id) {
    return jdbc.sql(
            """
            SELECT p.number, p.name, p.role, p.ladder, p.rank
            FROM billing_part p
            WHERE EXISTS (SELECT 1 FROM plan_price v WHERE v.plan_id = :id AND v.part = p.number)
            """)
        .param("id", id.value())
        .query((rs, n) -> part(rs))
        .list();
  }

  private List<Price> prices(PlanId id) {
    return made(id).stream().map(PlanHistory.Made::price).toList();
  }

  /** The versions of its prices in the order in which they were written. */
  List<PlanHistory.Made> made(PlanId id) {
    return jdbc.sql(
            """
            SELECT part, valid_from, credit, minimum_days, tier_from, tier_price, version, made_at
            FROM plan_price
            WHERE plan_id = :id
            ORDER BY version, valid_from
            """)
        .param("id", id.value())
        .query((rs, n) ->
            new PlanHistory.Made(
                rs.getLong("version"),
                rs.getTimestamp("made_at").toInstant(),
                new Price(
                    new PartNumber(rs.getString("part")),
                    rs.getObject("valid_from", LocalDate.class),
                    CreditRule.valueOf(rs.getString("credit")),
                    rs.getInt("minimum_days"),
                    tiers(rs.getArray("tier_from"), rs.getArray("tier_price")))))
        .list();
  }

  private static List<Price.Tier> tiers(Array from, Array price) throws SQLException {
    Integer[] bounds = (Integer[]) from.getArray();
    Long[] prices = (Long[]) price.getArray();
    List<Price.Tier> tiers = new ArrayList<>();
    for (int i = 0; i < bounds.length; i++) {
      tiers.add(new Price.Tier(bounds[i], prices[i]));
    }
    return tiers;
  }

  List<Part> parts() {
    return jdbc.sql("SELECT number, name, role, ladder, rank FROM billing_part ORDER BY number")
        .query((rs, n) -> part(rs))
        .list();
  }

  private static Part part(ResultSet rs) throws SQLException {
    return new Part(
        new PartNumber(rs.getString("number")),
        rs.getString("name"),
        rs.getString("role"),
        rs.getString("ladder"),
        rs.getInt("rank"));
  }

  void putPart(Part part) {
    jdbc.sql(
            """
            INSERT INTO billing_part (number, name, role, ladder, rank)
            VALUES (:number, :name, :role, :ladder, :rank)
            ON CONFLICT (number) DO UPDATE
            SET name = excluded.name,
                role = excluded.role
            """)
        .param("number", part.number().value())
        .param("name", part.name())
        .param("role", part.role())
        .param("ladder", part.ladder())
        .param("rank", part.rank())
        .update();
  }

  PlanId insert(String name, String currency, String by) {
    return new PlanId(
        jdbc.sql(
                """
                INSERT INTO price_plan (name, currency, changed_by, changed_at)
                VALUES (:name, :currency, :by, tenure_now())
                RETURNING id
                """)
            .param("name", name)
            .param("currency", currency)
            .param("by", by)
            .query(UUID.class)
            .single());
  }

  void addPrices(PlanId id, long version, List<Price> prices, String by) {
    for (Price price : prices) {
      jdbc.sql(
              """
              INSERT INTO plan_price (
                plan_id, version, part, valid_from, credit, minimum_days, tier_from, tier_price,
                made_by, made_at)
              VALUES (
                :plan, :version, :part, :from, :credit, :minimum, :tierFrom, :tierPrice,
                :by, tenure_now())
              """)
          .param("plan", id.value())
          .param("version", version)
          .param("part", price.part().value())
          .param("from", Date.valueOf(price.from()))
          .param("credit", price.credit().name())
          .param("minimum", price.minimumDays())
          .param("tierFrom", price.tiers().stream().map(Price.Tier::from).toArray(Integer[]::new))
          .param("tierPrice", price.tiers().stream().map(Price.Tier::perMonth).toArray(Long[]::new))
          .param("by", by)
          .update();
    }
    jdbc.sql(
            """
            UPDATE price_plan
            SET version = :version,
                changed_by = :by,
                changed_at = tenure_now()
            WHERE id = :id
            """)
        .param("id", id.value())
        .param("version", version)
        .param("by", by)
        .update();
  }
}
