package dev.tenure.collection.live;

import dev.tenure.collection.CallOrder;
import dev.tenure.platform.database.WrittenInstant;

/**
 * An order in SQL.
 *
 * @param expression over {@code call_seen} and {@code customer_rule}, never null
 * @param type of the expression
 */
record OrderSql(String expression, String type) {

  static OrderSql of(CallOrder.By by) {
    return switch (by) {
      case STARTED -> new OrderSql("started_at", "timestamptz");
      case DIRECTION ->
          text("call_direction(direction, caller, called, internal_digits, internal_prefixes)");
      case CALLER -> text("caller");
      case CALLED -> text("called");
      case QUEUE -> text("lower(queue)");
      case AGENT -> text("lower(agent_name)");
      case OUTCOME -> text("COALESCE(outcome, '')");
      case WAITED -> length("COALESCE(answered_at, ended_at, tenure_now()) - waiting_from");
      case TALKED ->
          length("COALESCE(COALESCE(ended_at, tenure_now()) - answered_at, interval '0')");
      case HELD -> length("held");
    };
  }

  private static OrderSql text(String expression) {
    return new OrderSql(expression, "text");
  }

  private static OrderSql length(String expression) {
    return new OrderSql(
        "CAST(extract(epoch FROM " + expression + ") * 1000000 AS bigint)", "bigint");
  }

  /** Whether a value of a cursor can be one of this order; an address may say anything. */
  boolean understands(String value) {
    return switch (type) {
      case "bigint" -> value.matches("-?[0-9]{1,18}");
      case "timestamptz" -> WrittenInstant.is(value);
      default -> value.indexOf('\0') < 0;
    };
  }
}
