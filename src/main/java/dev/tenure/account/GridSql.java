package dev.tenure.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The questions that a list of customers asks: of one status, or of all, from one place on. Their
 * parameters are what a {@link GridMatch} tells, the query's reseller, the cursor's key and id, the
 * greatest numbers of rows ({@code limit}, {@code walked}, {@code most}), and {@code few}.
 *
 * @param few whether those that match by their words are known, as the array {@code few}
 */
record GridSql(
    GridQuery query,
    Optional<Status> status,
    Optional<GridCursor> cursor,
    boolean descending,
    boolean few) {

  /**
   * A way to customers.
   *
   * @param condition what remains to be asked of each that it leads to
   */
  record Source(String from, String condition) {}

  private static final Source KNOWN =
      new Source(
          """
          unnest(CAST(:few AS uuid[])) AS s (customer_id)
          JOIN customer c ON c.id = s.customer_id\
          """,
          "TRUE");

  private static final Source BY_WORDS =
      new Source(
          """
          (SELECT customer_id FROM customer_search WHERE words LIKE :pattern) AS s
          JOIN customer c ON c.id = s.customer_id\
          """,
          "TRUE");

  private static final String DATED =
      "CAST(c.created_at AT TIME ZONE c.time_zone AS date) = ANY (CAST(:dates AS date[]))";

  private static final String LINE =
      """
      SELECT c.id, c.name, c.reference, r.name AS reseller_name, c.time_zone, c.created_at,
             account_status(c.access_stopped_at, c.terminates_at) AS status, c.hold_count,
             c.access_stopped_at, c.terminates_at, c.trial_until, %s AS sort_key
      """;

  private String key() {
    return switch (query.sort()) {
      case NAME, STATUS -> disabled() ? "h.name_key" : "c.name_key";
      case CREATED -> "c.created_at";
      case REFERENCE -> "c.reference_key";
    };
  }

  String order() {
    return "ORDER BY sort_key %1$s, id %1$s\nLIMIT :limit".formatted(way());
  }

  private String way() {
    return descending ? "DESC" : "ASC";
  }

  private String place() {
    return place(key(), disabled() ? "h.customer_id" : "c.id");
  }

  private String place(String key, String id) {
    return cursor.isEmpty()
        ? ""
        : "AND (%s, %s) %s (CAST(:key AS %s), :id)"
            .formatted(
                key,
                id,
                descending ? "<" : ">",
                query.sort() == GridQuery.Sort.CREATED ? "timestamptz" : "text");
  }

  /** Those that meet the condition, in the list's order. */
  String where(String match) {
    return where("customer c", match);
  }

  private String where(String from, String match) {
    return """
    %s
    FROM %s
    %s
    JOIN reseller r ON r.id = c.reseller_id
    WHERE %s
      AND %s
      AND %s
      %s
    %s
    """
        .formatted(
            LINE.formatted(key()),
            from,
            held(),
            scope(query),
            inStatus(status),
            match,
            place(),
            order());
  }

  /** Whether an index has all words in the list's order, so that all can be looked through. */
  boolean byName() {
    return query.sort() == GridQuery.Sort.NAME || query.sort() == GridQuery.Sort.STATUS;
  }

  /** All in the order of names, by its index alone until enough match; of those the customers. */
  private String walkNames() {
    String from = disabled() ? "held_customer" : "customer c";
    String id = disabled() ? "customer_id" : "id";
    // An index has the names of those alone whose end is set. Support's list of all has none.
    boolean ending = status.equals(Optional.of(Status.TERMINATED)) && query.reseller() != null;
    return """
    %s
    FROM (
      SELECT id, walked_key
      FROM (
        SELECT %s AS id, name_key AS walked_key, reference_key
        FROM %s
        WHERE %s
          %s
          %s
        ORDER BY name_key %7$s, %2$s %7$s
        OFFSET 0
      ) AS walked
      WHERE walked_key LIKE :pattern
         OR reference_key LIKE :pattern
    ) AS w
    JOIN customer c ON c.id = w.id
    JOIN reseller r ON r.id = c.reseller_id
    WHERE %8$s
    ORDER BY w.walked_key %7$s, w.id %7$s
    LIMIT :limit
    """
        .formatted(
            LINE.formatted("w.walked_key"),
            id,
            from,
            scope(query, ""),
            ending ? "AND " + inStatus(Status.TERMINATED) : "",
            place(disabled() ? "name_key" : key(), id),
            way(),
            inStatus(status));
  }

  /** Some in the list's order, and of those what matches. */
  String walk() {
    return """
    %s
    FROM (
      SELECT c.*, %s AS walked_key
      FROM customer c
      %s
      WHERE %s
        AND %s
      ORDER BY walked_key %6$s, c.id %6$s
      LIMIT :walked
    ) AS c
    JOIN reseller r ON r.id = c.reseller_id
    JOIN customer_search s ON s.customer_id = c.id
    WHERE s.words LIKE :pattern
       OR account_status(c.access_stopped_at, c.terminates_at) = ANY (:statuses)
       OR %7$s
    %8$s
    """
        .formatted(
            LINE.formatted("c.walked_key"),
            key(),
            held(),
            scope(query),
            inStatus(status) + "\n    " + place(),
            way(),
            DATED,
            order());
  }

  /** One question for each way in which a customer can match; an index answers each. */
  List<String> gather(GridMatch match) {
    List<String> branches = new ArrayList<>();
    for (Source source : sources(query, match, few)) {
      // So many that they aren't to be collected and sorted.
      boolean walked = source.equals(BY_WORDS) && byName();
      branches.add(walked ? walkNames() : where(source.from(), source.condition()));
    }
    match.statuses().forEach(named -> branches.add(where(inStatus(named))));
    return branches;
  }

  /** What leads to customers by their words, and by the day of their creation. */
  static List<Source> sources(GridQuery query, GridMatch match, boolean few) {
    Source words = few ? KNOWN : BY_WORDS;
    return match.dates().isEmpty()
        ? List.of(words)
        : List.of(words, new Source(days(query), DATED));
  }

  /** Each span from the index of creations; OFFSET keeps it from being read in another order. */
  private static String days(GridQuery query) {
    return """
    unnest(CAST(:since AS bigint[]), CAST(:until AS bigint[])) AS d (since, until)
    CROSS JOIN LATERAL (
      SELECT *
      FROM customer
      WHERE %s
        AND created_at >= to_timestamp(d.since)
        AND created_at < to_timestamp(d.until)
      OFFSET 0
    ) AS c\
    """
        .formatted(scope(query, ""));
  }

  private boolean disabled() {
    return status.equals(Optional.of(Status.DISABLED));
  }

  private String held() {
    return disabled()
        ? "JOIN held_customer h ON h.customer_id = c.id AND h.reseller_id = c.reseller_id"
        : "";
  }

  /** Customers of one source with their status, so many at most. */
  static String counted(GridQuery query, Source source) {
    return """
    (SELECT c.id, account_status(c.access_stopped_at, c.terminates_at) AS status
     FROM %s
     WHERE %s
       AND %s
     LIMIT :most)
    """
        .formatted(source.from(), scope(query), source.condition());
  }

  static String scope(GridQuery query) {
    return scope(query, "c.");
  }

  private static String scope(GridQuery query, String of) {
    return query.reseller() == null ? "TRUE" : of + "reseller_id = :reseller";
  }

  /** The terms of account_status(), spelled out so that the partial indexes serve them. */
  private static String inStatus(Optional<Status> status) {
    return status.map(GridSql::inStatus).orElse("TRUE");
  }

  static String inStatus(Status status) {
    return switch (status) {
      case ACTIVE ->
          "c.access_stopped_at IS NULL AND (c.terminates_at IS NULL OR c.terminates_at >"
              + " (SELECT tenure_now()))";
      case DISABLED ->
          "c.access_stopped_at IS NOT NULL AND (c.terminates_at IS NULL OR c.terminates_at >"
              + " (SELECT tenure_now()))";
      case TERMINATED -> "c.terminates_at <= (SELECT tenure_now())";
    };
  }
}
