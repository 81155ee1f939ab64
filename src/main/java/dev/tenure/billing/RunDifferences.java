package dev.tenure.billing;

import dev.tenure.billing.facts.Drafting;
import dev.tenure.billing.facts.Snapshot;
import dev.tenure.billing.facts.TermsStore;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which of a reseller's customers a run charges more or less than the month before. */
@Component
public class RunDifferences {

  /**
   * One customer's part before discount and tax.
   *
   * @param before of the invoice of the month before, nought when it isn't on it
   */
  public record Difference(
      CustomerId customer, String name, String reference, Change change, Money before, Money now) {

    public Money by() {
      return now.minus(before);
    }
  }

  /** What became of a customer from one invoice to the next. */
  public enum Change {
    GAINED,
    MORE,
    SAME,
    LESS,
    LOST
  }

  /**
   * @param result of the run's newest period for the reseller
   * @param customers those with the greatest difference first
   * @param because why a dry run's customers can't be listed now; empty when they can
   */
  public record All(Runs.Result result, List<Difference> customers, String because) {

    public All {
      customers = List.copyOf(customers);
    }
  }

  private final RunReadStore store;
  private final TermsStore terms;
  private final Drafting drafting;
  private final Snapshot snapshot;

  RunDifferences(RunReadStore store, TermsStore terms, Drafting drafting, Snapshot snapshot) {
    this.store = store;
    this.terms = terms;
    this.drafting = drafting;
    this.snapshot = snapshot;
  }

  /**
   * Both invoices compared; of a dry run, what would be issued as things are now.
   *
   * @throws Refused as not found when the run has nothing of the reseller
   */
  public All of(UUID run, ResellerId reseller) {
    Runs.Result result =
        store
            .result(run, reseller)
            .orElseThrow(() -> new Refused(new Refusal.NotFound("reseller")));
    Map<CustomerId, Runs.Part> before = new HashMap<>();
    store
        .shares(reseller, result.period().minusMonths(1))
        .forEach(part -> before.put(part.customer(), part));
    Outlook<List<Runs.Part>> parts = now(result, reseller);
    if (parts.isUnknown()) {
      return new All(result, List.of(), parts.because());
    }
    List<Difference> all = new ArrayList<>();
    for (Runs.Part now : parts.known().orElse(List.of())) {
      all.add(difference(before.remove(now.customer()), now, result));
    }
    before.values().forEach(lost -> all.add(difference(lost, null, result)));
    all.sort(
        Comparator.comparingLong((Difference each) -> -Math.abs(each.by().minor()))
            .thenComparing(Difference::name));
    return new All(result, all, "");
  }

  private Outlook<List<Runs.Part>> now(Runs.Result result, ResellerId reseller) {
    if (!result.outcome().equals("DRAFT")) {
      return new Outlook<>(Optional.of(store.shares(reseller, result.period())), "");
    }
    return Outlook.of(
        () -> terms.find(reseller).map(on -> snapshot.read(() -> parts(on, result.period()))));
  }

  private List<Runs.Part> parts(Terms on, YearMonth period) {
    List<Runs.Part> parts = new ArrayList<>();
    drafting.each(
        on,
        period,
        (share, lines) ->
            parts.add(
                new Runs.Part(share.customer(), share.name(), share.reference(), share.net())));
    return parts;
  }

  private static Difference difference(
      Runs.@Nullable Part before, Runs.@Nullable Part now, Runs.Result result) {
    Runs.Part named = now != null ? now : before;
    if (named == null) {
      throw new IllegalStateException("A customer is on one of both invoices");
    }
    Money then = new Money(before == null ? 0 : before.net(), result.total().currency());
    Money today = new Money(now == null ? 0 : now.net(), result.total().currency());
    return new Difference(
        named.customer(),
        named.name(),
        named.reference(),
        before == null ? Change.GAINED : now == null ? Change.LOST : change(today.minus(then)),
        then,
        today);
  }

  private static Change change(Money by) {
    return by.minor() == 0 ? Change.SAME : by.minor() > 0 ? Change.MORE : Change.LESS;
  }
}
