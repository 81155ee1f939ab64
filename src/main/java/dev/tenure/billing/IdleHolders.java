package dev.tenure.billing;

import dev.tenure.billing.facts.Drafting;
import dev.tenure.billing.facts.TermsStore;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.ResellerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Licensed but inactive users of a reseller's customers, with what they cost. */
@Component
public class IdleHolders {

  /**
   * All of them.
   *
   * @param total what they cost a month together, or why that can't be calculated now; nothing for
   *     a reseller that isn't charged
   */
  public record Overview(List<IdleHolder> holders, Outlook<Money> total) {

    public Overview {
      holders = List.copyOf(holders);
    }
  }

  private final IdleStore store;
  private final TermsStore terms;
  private final Drafting drafting;
  private final Unpriced unpriced;

  IdleHolders(IdleStore store, TermsStore terms, Drafting drafting, Unpriced unpriced) {
    this.store = store;
    this.terms = terms;
    this.drafting = drafting;
    this.unpriced = unpriced;
  }

  /**
   * Deactivated, never activated, or agents that no phone system has reported for so many days.
   * Costs are those of the next invoice, before discount and tax.
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Overview of(ResellerId reseller, int days) {
    Optional<Terms> on = terms.find(reseller);
    List<IdleStore.Row> rows = store.of(reseller, days);
    Outlook<Map<HolderId, Money>> costs =
        Outlook.of(() ->
            on.map(found ->
                rows.isEmpty() ? Map.of() : unpriced.naming(found, () -> costs(found, rows))));
    List<IdleHolder> holders =
        rows.stream()
            .map(row ->
                new IdleHolder(
                    row.customer(),
                    row.customerName(),
                    row.holder(),
                    row.name(),
                    row.why(),
                    row.since(),
                    row.parts().stream().map(part -> name(on, part)).toList(),
                    costs
                        .known()
                        .map(each -> each.getOrDefault(row.holder(), Money.zero(currency(on))))))
            .toList();
    return new Overview(
        holders,
        costs.isUnknown()
            ? Outlook.unknown(costs.because())
            : Outlook.of(() ->
                on.map(found ->
                    holders.stream()
                        .flatMap(holder -> holder.monthly().stream())
                        .reduce(Money.zero(found.currency()), Money::plus))));
  }

  private static java.util.Currency currency(Optional<Terms> on) {
    return on.map(Terms::currency).orElseThrow();
  }

  private static String name(Optional<Terms> on, PartNumber part) {
    return on.flatMap(found -> found.plan().part(part)).map(Part::name).orElse(part.value());
  }

  /** Only customers that have such users are drafted. */
  private Map<HolderId, Money> costs(Terms on, List<IdleStore.Row> rows) {
    Set<HolderId> idle = rows.stream().map(IdleStore.Row::holder).collect(Collectors.toSet());
    List<CustomerId> customers = rows.stream().map(IdleStore.Row::customer).distinct().toList();
    Map<HolderId, Money> costs = new HashMap<>();
    drafting.each(
        on,
        terms.nextPeriod(on),
        customers,
        line -> {
          if (line.kind() == LineKind.ADVANCE && idle.contains(line.used().holder())) {
            costs.merge(
                line.used().holder(),
                new Money(line.used().perMonth(), on.currency()),
                Money::plus);
          }
        });
    return costs;
  }
}
