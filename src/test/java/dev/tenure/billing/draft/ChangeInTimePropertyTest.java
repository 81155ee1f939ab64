package dev.tenure.billing.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.account.Period;
import dev.tenure.billing.CreditRule;
import dev.tenure.billing.LineKind;
import dev.tenure.billing.Money;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Price;
import dev.tenure.billing.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Random edits of everything that decides charges, month after month, and what holds for all time.
 */
class ChangeInTimePropertyTest {

  private static final int TALES = 250;
  private static final List<String> ZONES =
      List.of("Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York");
  private static final List<String> CUSTOMERS = List.of("Acme", "Bolt", "Cole");
  private static final List<PartNumber> PARTS =
      List.of(Tale.ESSENTIAL, Tale.REPORTS, Tale.ANALYTICS);

  /** What was charged and not given back, day by day. */
  private final Map<Day, Charged> charged = new HashMap<>();

  /** Kinds of lines that there were at all. */
  private final Set<LineKind> seen = EnumSet.noneOf(LineKind.class);

  /** How often others paid more or less because of a change. */
  private int dearer;

  private record Day(String user, PartNumber part, LocalDate day) {}

  private record Charged(int invoice, int seq, long perMonth, List<Price.Tier> tiers) {}

  @Test
  @DisplayName(
      "D11, D13, D15: no edit between runs changes what is issued, refunds what wasn’t charged or"
          + " charges a day twice, the preview is the invoice, and one customer’s figures need no"
          + " other’s")
  void edits() {
    for (int seed = 0; seed < TALES; seed++) {
      Random random = new Random(seed);
      String where = "seed " + seed;
      charged.clear();
      Tale tale = begin(random);
      for (YearMonth month = YearMonth.of(2026, 2);
          month.isBefore(YearMonth.of(2026, 9));
          month = month.plusMonths(1)) {
        use(tale, random, month.minusMonths(1));
        List<String> settled = settled(tale, month);
        edit(tale, random, month.minusMonths(1));
        assertThat(settled(tale, month)).as(where + ", " + month).isEqualTo(settled);
        tryOut(tale, random, month);
        alone(tale, random, month, where + ", " + month);
        List<Draft> before = List.copyOf(tale.issued());
        List<List<String>> words = before.stream().map(Tale::words).toList();
        Draft preview = tale.preview(month.toString());
        assertThat(tale.run(month.toString())).isEqualTo(Tale.words(preview));
        assertThat(before.stream().map(Tale::words).toList()).isEqualTo(words);
        check(tale, where + ", " + month);
      }
    }
    assertThat(dearer).as("changes that other customers pay for").isGreaterThan(TALES);
    assertThat(seen)
        .as("of all kinds")
        .contains(LineKind.ADVANCE, LineKind.ARREARS, LineKind.TRIAL, LineKind.CREDIT)
        .contains(LineKind.VOLUME, LineKind.DISCOUNT, LineKind.TAX);
  }

  private static Tale begin(Random random) {
    Tale tale = Tale.in(any(ZONES, random), "EUR").percents(0, 2000);
    PARTS.forEach(part -> tale.price(price(part, LocalDate.EPOCH, random)));
    CUSTOMERS.forEach(customer ->
        tale.open(customer, "2026-01-05T10:00:00Z").customerIn(customer, any(ZONES, random)));
    return tale;
  }

  private static <T> T any(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private static Price price(PartNumber part, LocalDate from, Random random) {
    List<Price.Tier> tiers = new ArrayList<>();
    tiers.add(new Price.Tier(1, 1000 + random.nextInt(5000)));
    if (random.nextBoolean()) {
      tiers.add(new Price.Tier(2, 900 + random.nextInt(90)));
      tiers.add(new Price.Tier(4, 500 + random.nextInt(400)));
    }
    return new Price(
        part,
        from,
        random.nextBoolean() ? CreditRule.DAILY : CreditRule.NONE,
        random.nextInt(3) * 25,
        tiers);
  }

  /** What customers do: licences given, taken, moved; accounts ended and begun again. */
  private static void use(Tale tale, Random random, YearMonth month) {
    for (int i = 0; i < 6; i++) {
      String customer = any(CUSTOMERS, random);
      String user = customer + " " + random.nextInt(3);
      PartNumber part = any(PARTS, random);
      String day = month.atDay(1 + random.nextInt(month.lengthOfMonth())).toString();
      Optional<CustomerFacts.Holding> open = reaching(tale, user, part, LocalDate.MAX);
      if (reaching(tale, user, part, LocalDate.parse(day)).isEmpty()) {
        tale.give(customer, user, part, day);
      } else if (open.isPresent() && open.get().from().isBefore(LocalDate.parse(day))) {
        String other = customer + " " + random.nextInt(3);
        if (part.equals(Tale.ESSENTIAL)
            && reaching(tale, other, part, LocalDate.parse(day)).isEmpty()) {
          tale.moveTo(customer, user, other, day);
        } else {
          tale.take(customer, user, part, day);
        }
      }
    }
    String customer = any(CUSTOMERS, random);
    if (random.nextInt(3) == 0) {
      LocalDate day = month.atDay(1 + random.nextInt(27));
      ZoneId zone = tale.history().now().zone();
      String at = day.atTime(random.nextInt(24), 0).atZone(zone).toInstant().toString();
      Instant end = life(tale, customer).until();
      if (end == null || random.nextInt(3) == 0) {
        end(tale, customer, random.nextInt(4) == 0 ? null : at);
      } else if (end.isBefore(Instant.parse(at))) {
        tale.open(customer, at);
      }
    }
  }

  /** T set, moved or withdrawn, never before the account began. */
  private static void end(Tale tale, String customer, @Nullable String at) {
    if (at == null || life(tale, customer).from().isBefore(Instant.parse(at))) {
      tale.end(customer, at);
    }
  }

  private static Period life(Tale tale, String customer) {
    return facts(tale, customer).lives().getLast();
  }

  private static CustomerFacts facts(Tale tale, String customer) {
    return tale.facts().stream()
        .filter(facts -> facts.name().equals(customer))
        .findFirst()
        .orElseThrow();
  }

  /** The licence that the user still holds on that day or later. */
  private static Optional<CustomerFacts.Holding> reaching(
      Tale tale, String user, PartNumber part, LocalDate day) {
    return tale.facts().stream()
        .flatMap(facts -> facts.holdings().stream())
        .filter(held -> held.name().equals(user) && held.part().equals(part))
        .filter(held -> held.until() == null || held.until().isAfter(day))
        .findFirst();
  }

  /** What Support does to plans, terms and zones, for days past and to come. */
  private static void edit(Tale tale, Random random, YearMonth month) {
    for (int i = random.nextInt(4); i > 0; i--) {
      switch (random.nextInt(3)) {
        case 0 -> {
          LocalDate from = month.atDay(1 + random.nextInt(28)).plusMonths(random.nextInt(4) - 2);
          tale.price(price(any(PARTS, random), from, random));
        }
        case 1 -> tale.percents(random.nextInt(3) * 500, random.nextInt(3) * 1000);
        default -> tale.move(any(ZONES, random));
      }
    }
  }

  /** Trials are edited to any day, as if no page kept anybody from it; nothing is given back. */
  private static void tryOut(Tale tale, Random random, YearMonth month) {
    List<DraftLine> before = credits(tale.preview(month.toString()));
    LocalDate day = month.atDay(1).plusDays(random.nextInt(80) - 40);
    String customer = any(CUSTOMERS, random);
    String until = random.nextBoolean() ? null : day.toString();
    List<CustomerFacts.Holding> held = facts(tale, customer).holdings();
    if (held.isEmpty() || random.nextBoolean()) {
      tale.trial(customer, until);
    } else {
      CustomerFacts.Holding one = any(held, random);
      tale.tryOut(customer, one.name(), one.part(), until);
    }
    assertThat(credits(tale.preview(month.toString())))
        .as("%s, trial until %s", month, day)
        .isEqualTo(before);
  }

  private static List<DraftLine> credits(Draft draft) {
    return draft.lines().stream().filter(line -> line.kind() == LineKind.CREDIT).toList();
  }

  /** Each customer without the others, as things are and after a change, beside the whole. */
  private void alone(Tale tale, Random random, YearMonth month, String where) {
    List<CustomerFacts> all = tale.facts();
    Tallying tallying = new Tallying(month, tale.history());
    Tally counted = new Tally();
    all.forEach(each -> counted.add(tallying.of(each)));
    Draft whole = InvoiceDraft.of(month, tale.history(), all);
    for (CustomerFacts now : all) {
      CustomerFacts then = changed(now, random, month);
      Draft otherwise =
          InvoiceDraft.of(
              month,
              tale.history(),
              all.stream().map(each -> each.equals(now) ? then : each).toList());
      Comparison apart = Comparison.of(month, tale.history(), counted, now, then);
      assertThat(apart.before().lines(now.id())).as(where).isEqualTo(whole.lines(now.id()));
      assertThat(apart.after().lines(now.id())).as(where).isEqualTo(otherwise.lines(now.id()));
      assertThat(apart.others())
          .as(where)
          .isEqualTo(others(otherwise, now).minus(others(whole, now)));
      dearer += apart.others().minor() == 0 ? 0 : 1;
    }
  }

  private static Money others(Draft draft, CustomerFacts than) {
    return draft.net().minus(draft.net(than.id()));
  }

  /** As after a command on its life, or another that ends or begins licences. */
  private static CustomerFacts changed(CustomerFacts now, Random random, YearMonth month) {
    LocalDate day = month.atDay(1).plusDays(random.nextInt(60) - 30);
    if (random.nextBoolean()) {
      List<Period> lives = new ArrayList<>(now.lives());
      Period last = lives.removeLast();
      Instant end = day.atStartOfDay(now.zone()).toInstant();
      lives.add(
          new Period(last.from(), random.nextBoolean() || end.isBefore(last.from()) ? null : end));
      return now.living(lives);
    }
    List<CustomerFacts.Holding> held = new ArrayList<>(now.holdings());
    if (!held.isEmpty() && random.nextBoolean()) {
      held.removeLast();
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      held.add(
          new CustomerFacts.Holding(
              Tale.holder(now.name() + " newly " + i),
              "New " + i,
              any(PARTS, random),
              day,
              null,
              null,
              Instant.MAX,
              null));
    }
    return now.holding(held);
  }

  /** All that the next invoice says of the month before, and on which terms. */
  private static List<String> settled(Tale tale, YearMonth month) {
    Draft draft = tale.preview(month.toString());
    List<String> words = Tale.words(draft);
    List<String> settled = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      DraftLine line = draft.lines().get(i);
      if (line.usage() != null && line.used().from().isBefore(month.atDay(1))) {
        Terms on = line.terms();
        settled.add(
            "%s, %d of tier %d, corrects %d, %d off, %d tax, %s"
                .formatted(
                    words.get(i),
                    line.used().perMonth(),
                    line.used().tier(),
                    line.used().corrects(),
                    on.discount(),
                    on.tax(),
                    on.zone()));
      }
    }
    return settled;
  }

  private void check(Tale tale, String where) {
    int number = tale.issued().size();
    Draft draft = tale.issued().getLast();
    assertThat(draft.total().minor())
        .isEqualTo(Money.sum(draft.lines().stream().mapToLong(DraftLine::amount)));
    for (int i = 0; i < draft.lines().size(); i++) {
      DraftLine line = draft.lines().get(i);
      seen.add(line.kind());
      if (line.usage() != null) {
        check(line, number, i + 1, where + " " + Tale.words(draft).get(i));
      }
    }
    tiers(draft.period().minusMonths(1), where);
  }

  private void check(DraftLine line, int number, int seq, String where) {
    DraftLine.Usage used = line.used();
    days(used)
        .forEach(day -> {
          switch (line.kind()) {
            case CREDIT, VOLUME -> {
              Charged was = Objects.requireNonNull(charged.get(day), where);
              assertThat(was.invoice()).as(where).isEqualTo(number - 1);
              assertThat(was.seq()).as(where).isEqualTo(used.corrects());
              if (line.kind() == LineKind.CREDIT) {
                assertThat(used.perMonth()).as(where).isEqualTo(was.perMonth());
                charged.remove(day);
              } else {
                assertThat(line.base()).as(where).isEqualTo(was.perMonth());
                charged.put(
                    day, new Charged(was.invoice(), was.seq(), used.perMonth(), was.tiers()));
              }
            }
            default -> {
              assertThat(charged).as(where).doesNotContainKey(day);
              charged.put(day, new Charged(number, seq, used.perMonth(), tiers(line)));
            }
          }
        });
    Money price = Money.of(used.perMonth(), "EUR");
    long share = price.share(used.days(), used.monthDays()).minor();
    if (line.kind() == LineKind.CREDIT) {
      assertThat(line.amount()).as(where).isEqualTo(-share);
    } else if (line.kind() != LineKind.VOLUME) {
      assertThat(line.amount()).as(where).isEqualTo(share);
    }
  }

  private static Stream<Day> days(DraftLine.Usage used) {
    return used.from()
        .datesUntil(used.until())
        .map(day -> new Day(used.holderName(), used.part(), day));
  }

  /** D15: once a month is settled, each day of it costs what the tier of all of them says. */
  private void tiers(YearMonth month, String where) {
    for (PartNumber part : PARTS) {
      List<Charged> days =
          charged.entrySet().stream()
              .filter(each -> each.getKey().part().equals(part))
              .filter(each -> YearMonth.from(each.getKey().day()).equals(month))
              .map(Map.Entry::getValue)
              .filter(each -> each.perMonth() > 0)
              .toList();
      int volume = days.size() / month.lengthOfMonth();
      assertThat(days)
          .as(where + ", " + volume + " of " + part)
          .allMatch(day -> day.perMonth() == at(day.tiers(), volume));
    }
  }

  private static long at(List<Price.Tier> tiers, int volume) {
    return tiers.stream()
        .filter(tier -> tier.from() == 1 || tier.from() <= volume)
        .reduce((lower, higher) -> higher)
        .orElseThrow()
        .perMonth();
  }

  /** Those that a day is charged by; none in a trial. */
  private static List<Price.Tier> tiers(DraftLine line) {
    return line.terms()
        .plan()
        .price(line.used().part(), line.used().from())
        .map(Price::tiers)
        .orElse(List.of());
  }

  @Test
  @DisplayName("D14: a licence that is moved at random is charged once for each of its days")
  void moves() {
    for (int seed = 0; seed < TALES; seed++) {
      Random random = new Random(seed);
      Tale tale = Tale.london().open("Acme", "2026-01-05T10:00:00Z");
      tale.rule(random.nextBoolean() ? CreditRule.DAILY : CreditRule.NONE, random.nextInt(2) * 50);
      LocalDate since = LocalDate.of(2026, 1, 8).plusDays(random.nextInt(20));
      tale.give("Acme", "User 0", since.toString());
      int holder = 0;
      LocalDate last = since;
      Map<LocalDate, Integer> times = new HashMap<>();
      for (YearMonth month = YearMonth.of(2026, 2);
          month.isBefore(YearMonth.of(2026, 7));
          month = month.plusMonths(1)) {
        for (LocalDate day = last.plusDays(1);
            day.isBefore(month.atDay(1));
            day = day.plusDays(1)) {
          if (random.nextInt(4) == 0) {
            int other = (holder + 1 + random.nextInt(3)) % 4;
            tale.moveTo("Acme", "User " + holder, "User " + other, day.toString());
            holder = other;
            last = day;
          }
        }
        tale.run(month.toString());
        for (DraftLine line : tale.issued().getLast().lines()) {
          assertThat(line.kind()).as("seed " + seed).isNotEqualTo(LineKind.CREDIT);
          days(line.used()).forEach(day -> times.merge(day.day(), 1, Integer::sum));
        }
      }
      List<LocalDate> all = since.datesUntil(LocalDate.of(2026, 7, 1)).toList();
      assertThat(times.keySet()).as("seed " + seed).containsExactlyInAnyOrderElementsOf(all);
      assertThat(times.values()).as("seed " + seed).containsOnly(1);
    }
  }
}
