package dev.tenure.billing.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.billing.CreditRule;
import dev.tenure.billing.LineKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Random licences, lives and months, and what holds of every invoice. */
class InvoiceDraftPropertyTest {

  private static final int TALES = 400;
  private static final List<String> ZONES =
      List.of("Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York");

  @Test
  @DisplayName("D2, D3, D6: sums, no day twice, none outside service, and a preview is the invoice")
  void everyInvoice() {
    for (int seed = 0; seed < TALES; seed++) {
      Random random = new Random(seed);
      String zone = ZONES.get(seed % ZONES.size());
      Tale tale =
          Tale.in(zone, "EUR")
              .rule(seed % 2 == 0 ? CreditRule.NONE : CreditRule.DAILY, seed % 3 * 20);
      tale.open("Acme", "2026-01-05T10:00:00Z");
      boolean open = true;
      Map<String, Days> held = new HashMap<>();
      Map<String, Days> charged = new HashMap<>();
      for (YearMonth month = YearMonth.of(2026, 2);
          month.isBefore(YearMonth.of(2026, 10));
          month = month.plusMonths(1)) {
        open = happenings(tale, random, month.minusMonths(1), zone, open, held);
        Draft preview = tale.preview(month.toString());
        assertThat(tale.run(month.toString())).isEqualTo(Tale.words(preview));
        check(tale, preview, charged, "seed " + seed + ", " + month);
      }
    }
  }

  private static boolean happenings(
      Tale tale,
      Random random,
      YearMonth month,
      String zone,
      boolean open,
      Map<String, Days> held) {
    for (int i = 0; i < 4; i++) {
      String user = "User " + random.nextInt(3);
      String day = month.atDay(1 + random.nextInt(month.lengthOfMonth())).toString();
      boolean holds = held.containsKey(user);
      if (holds && random.nextBoolean()) {
        try {
          tale.take("Acme", user, day);
          held.remove(user);
        } catch (IllegalStateException notHeld) {
          throw new AssertionError(user, notHeld);
        }
      } else if (!holds) {
        tale.give("Acme", user, day);
        held.put(user, Days.none());
      }
    }
    Instant end =
        month
            .atDay(1 + random.nextInt(28))
            .atTime(random.nextInt(24), 0)
            .atZone(ZoneId.of(zone))
            .toInstant();
    if (open && random.nextInt(4) == 0) {
      tale.end("Acme", end.toString());
      return false;
    }
    if (!open && random.nextInt(2) == 0) {
      tale.open("Acme", end.plusSeconds(3 * 86_400).toString());
      return true;
    }
    return open;
  }

  /** Tells what each line leaves charged, user by user. */
  private static void check(Tale tale, Draft draft, Map<String, Days> charged, String where) {
    assertThat(draft.total().minor())
        .as(where)
        .isEqualTo(draft.lines().stream().mapToLong(DraftLine::amount).sum());
    Days served = Dues.served(tale.facts().getFirst().lives(), tale.history().now().zone());
    for (DraftLine line : draft.lines()) {
      DraftLine.Usage used = line.used();
      Days days = Days.of(used.from(), used.until());
      Days before = charged.getOrDefault(used.holderName(), Days.none());
      if (line.kind() == LineKind.CREDIT) {
        assertThat(days.without(before).isEmpty()).as(where + " credits " + line).isTrue();
        charged.put(used.holderName(), before.without(days));
        continue;
      }
      // D2: no day twice; D6, D10: none without service.
      assertThat(before.and(days).isEmpty()).as(where + " charges again " + line).isTrue();
      assertThat(days.without(served).isEmpty()).as(where + " not served " + line).isTrue();
      charged.put(used.holderName(), before.or(days));
    }
  }

  @Test
  @DisplayName("D3: however an interval is split, it is charged as one")
  void splits() {
    for (int seed = 0; seed < TALES; seed++) {
      Random random = new Random(seed);
      LocalDate from = LocalDate.of(2026, 3, 1).plusDays(random.nextInt(60));
      LocalDate until = from.plusDays(1 + random.nextInt(80));
      Tale whole =
          tale().give("Acme", "Ann", from.toString()).take("Acme", "Ann", until.toString());
      Tale split = tale();
      LocalDate at = from;
      while (at.isBefore(until)) {
        LocalDate next = at.plusDays(1 + random.nextInt(9));
        next = next.isAfter(until) ? until : next;
        split.give("Acme", "Ann", at.toString()).take("Acme", "Ann", next.toString());
        at = next;
      }
      for (String month : List.of("2026-03", "2026-04", "2026-05", "2026-06", "2026-07")) {
        assertThat(split.run(month)).as("seed " + seed).isEqualTo(whole.run(month));
      }
    }
  }

  private static Tale tale() {
    return Tale.london().rule(CreditRule.NONE, 0).open("Acme", "2026-01-05T10:00:00Z");
  }

  @Test
  @DisplayName("D3: sets of days behave as sets, whatever they are made of")
  void days() {
    LocalDate base = LocalDate.of(2026, 1, 1);
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      Days a = random(random, base);
      Days b = random(random, base);
      for (int i = 0; i < 40; i++) {
        LocalDate day = base.plusDays(i);
        assertThat(a.or(b).contains(day)).isEqualTo(a.contains(day) || b.contains(day));
        assertThat(a.and(b).contains(day)).isEqualTo(a.contains(day) && b.contains(day));
        assertThat(a.without(b).contains(day)).isEqualTo(a.contains(day) && !b.contains(day));
      }
      assertThat(a.or(b).count()).isEqualTo(a.count() + b.count() - a.and(b).count());
      LocalDate end = base.minusDays(1);
      for (Days.Span span : a.or(b).spans()) {
        assertThat(span.from()).isAfter(end);
        end = span.until();
      }
    }
  }

  private static Days random(Random random, LocalDate base) {
    Days days = Days.none();
    for (int i = random.nextInt(4); i > 0; i--) {
      LocalDate from = base.plusDays(random.nextInt(36));
      days = days.or(Days.of(from, from.plusDays(random.nextInt(6))));
    }
    return days;
  }
}
