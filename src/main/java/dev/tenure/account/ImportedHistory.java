package dev.tenure.account;

import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * History from before a customer existed (C10): periods, set on purpose, in which imports can store
 * facts. They are service periods of their own kind: nothing else is accepted in them, and they are
 * never charged.
 */
@Component
public class ImportedHistory {

  private static final String ACTION = "customer.import-history";
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

  private final RefusalTrail refusals;
  private final AccountStore accounts;
  private final PeriodStore periods;
  private final AuditTrail trail;

  ImportedHistory(
      RefusalTrail refusals, AccountStore accounts, PeriodStore periods, AuditTrail trail) {
    this.refusals = refusals;
    this.accounts = accounts;
    this.periods = periods;
    this.trail = trail;
  }

  /**
   * The periods of a customer's imported history, oldest first.
   *
   * @throws Refused as not found (B5)
   */
  public List<Period> of(CustomerId customer, Actor reader) {
    if (accounts.find(customer, Lifecycle.scope(reader)).isEmpty()) {
      throw new Refused(new Refusal.NotFound("customer"));
    }
    return periods.imported(customer);
  }

  /**
   * Sets a period in which history can be imported; one that exists already is a no-op.
   *
   * @param from a day, or a day and time, in the customer's zone (A8)
   * @param to the same, exclusive; empty for where the customer's own service begins
   * @throws Refused as invalid in the fields {@code history-from} and {@code history-to} when there
   *     is no such day, when the period is empty, reaches into the customer's own service or
   *     overlaps another one; as {@code account-terminated}; as not found
   */
  public Outcome add(CustomerId customer, String from, String to, Actor actor) {
    Order order = new Order(customer, 0, null, Reason.none(), actor);
    return refusals.onCustomer(ACTION, order, () -> write(order, from, to));
  }

  private Outcome write(Order order, String from, String to) {
    LockedAccount locked =
        accounts
            .lock(order.customer(), Lifecycle.scope(order.actor()))
            .orElseThrow(() -> new Refused(new Refusal.NotFound("customer")));
    Account account = locked.account();
    if (account.status() == Status.TERMINATED) {
      throw new Refused(Sentences.refusal("account-terminated", account, locked.now()));
    }
    Period span = span(account, from, to);
    List<Period> before = periods.imported(order.customer());
    if (before.contains(span)) {
      return new Outcome.AlreadySo(
          account.version(), "history-exists", "History can already be imported for this period.");
    }
    for (Period each : before) {
      if (overlap(each, span)) {
        throw Words.invalid(
            "history-from",
            "history-overlaps",
            "History from %s to %s can already be imported; choose a period that doesn’t overlap it."
                .formatted(shown(each.from(), account), shown(end(each), account)));
      }
    }
    periods.openImported(order.customer(), span);
    trail.record(
        new AuditEntry(
            account.id().value(),
            ACTION,
            "done",
            order.actor(),
            account.reseller(),
            account.id(),
            account.name(),
            "",
            "",
            "imported history from %s to %s".formatted(span.from(), span.until()),
            Audience.RESELLER));
    return new Outcome.Done(account.version(), account.status(), locked.now(), span.from());
  }

  private static Period span(Account account, String from, String to) {
    ZoneId zone = account.details().zone();
    Instant created = account.timeline().createdAt();
    Instant begin = instant("history-from", from, zone);
    Instant end = to.isBlank() ? created : instant("history-to", to, zone);
    if (begin.isBefore(EARLIEST)) {
      throw Words.invalid("history-from", "date-too-early", "Enter a day in 1990 or later.");
    }
    if (end.isAfter(created)) {
      throw Words.invalid(
          "history-to",
          "history-in-service",
          "The customer’s own service begins at %s. Enter a day before that, or leave it empty."
              .formatted(shown(created, account)));
    }
    if (!begin.isBefore(end)) {
      throw Words.invalid(
          "history-from",
          "history-empty",
          "History ends at %s; enter a day before that.".formatted(shown(end, account)));
    }
    return new Period(begin, end);
  }

  private static Instant instant(String field, String text, ZoneId zone) {
    String stripped = text.strip();
    try {
      LocalDateTime local =
          LocalDateTime.parse(stripped.length() == 10 ? stripped + "T00:00" : stripped);
      if (local.toInstant(ZoneOffset.UTC).isBefore(Instant.parse("2200-01-01T00:00:00Z"))) {
        return Moment.resolve(local.toLocalDate(), local.toLocalTime(), zone).instant();
      }
    } catch (DateTimeParseException noTime) {
      // Refused below, as is a day after 2199.
    }
    throw Words.invalid(field, "date-unknown", "This is not a valid date. Enter it as 2024-01-31.");
  }

  private static boolean overlap(Period one, Period other) {
    return one.from().isBefore(end(other)) && other.from().isBefore(end(one));
  }

  private static Instant end(Period imported) {
    Instant until = imported.until();
    if (until == null) {
      throw new IllegalStateException("Imported history has an end (C10): " + imported);
    }
    return until;
  }

  private static String shown(Instant at, Account account) {
    ZoneId zone = account.details().zone();
    return at.atZone(zone).toLocalDateTime().withNano(0).toString().replace('T', ' ')
        + " ("
        + zone.getId()
        + ")";
  }
}
