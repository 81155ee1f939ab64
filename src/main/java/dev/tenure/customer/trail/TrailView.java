package dev.tenure.customer.trail;

import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditLine;
import dev.tenure.audit.AuditPage;
import dev.tenure.life.TrailWords;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Page;
import java.time.Instant;
import java.util.List;

/**
 * What the list of the trail shows.
 *
 * @param here the address that reproduces it
 */
public record TrailView(List<Row> rows, Address here, String newest, String older) {

  /** Copies the list. */
  public TrailView {
    rows = List.copyOf(rows);
  }

  /** One entry; {@code change} is what became of what, may be empty. */
  public record Row(
      Instant at,
      String who,
      String address,
      String what,
      String subject,
      String change,
      String outcome,
      String tone) {}

  static TrailView of(Page page, AuditPage found, Address here) {
    return new TrailView(
        found.lines().stream().map(line -> row(page, line)).toList(),
        here,
        here.get("at").isEmpty() ? "" : here.without("at").toString(),
        found.next().map(at -> here.with("at", at).toString()).orElse(""));
  }

  private static Row row(Page page, AuditLine line) {
    AuditEntry entry = line.entry();
    boolean done = entry.outcome().equals("done");
    return new Row(
        line.at(),
        entry.actor().name(),
        entry.actor().address(),
        page.texts().orElse("customer.action." + entry.action(), entry.action()),
        entry.subject(),
        change(page, entry),
        page.texts().orElse("customer.trail.outcome." + entry.outcome(), entry.outcome()),
        done ? "ok" : entry.outcome().equals("no-op") ? "end" : "hold");
  }

  private static String change(Page page, AuditEntry entry) {
    String after = TrailWords.state(page, entry.after());
    return entry.before().isEmpty()
        ? after
        : TrailWords.state(page, entry.before()) + " → " + after;
  }
}
