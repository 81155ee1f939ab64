package dev.tenure.billing;

import dev.tenure.billing.draft.Draft;
import dev.tenure.billing.draft.DraftLine;
import dev.tenure.billing.facts.Drafting;
import dev.tenure.billing.facts.TermsStore;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Licensed but inactive users of a reseller's customers, with what they cost. */
@Component
public class IdleHolders {

  /**
   * All of them.
   *
   * @param total what they cost a month together; empty when that can't be worked out now
   */
  public record Overview(List<IdleHolder> holders, Optional<Money> total) {

    public Overview {
      holders = List.copyOf(holders);
    }
  }

  private final IdleStore store;
  private final TermsStore terms;
  private final Drafting drafting;

  IdleHolders(IdleStore store, TermsStore terms, Drafting drafting) {
    this.store = store;
    this.terms = terms;
    this.drafting = drafting;
  }

  /**
   * Deactivated, never activated, or agents that no phone system has reported for so many days.
   * Costs are those of the next invoice, before discount and tax.
   */
  @Transactional(readOnly = true)
  public Overview of(ResellerId reseller, int days) {
    Optional<Terms> on = terms.find(reseller);
    List<IdleStore.Row> rows = store.of(reseller, days);
    Optional<Map<HolderId, Money>> costs =
        rows.isEmpty() ? Optional.of(Map.of()) : on.flatMap(this::costs);
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
                    costs.map(each -> each.getOrDefault(row.holder(), Money.zero(currency(on))))))
            .toList();
    return new Overview(
        holders,
        on.flatMap(found ->
            costs.map(each ->
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

  /** Empty when no draft can be made now, so that the list itself stays. */
  private Optional<Map<HolderId, Money>> costs(Terms on) {
    try {
      Draft draft = drafting.of(on, terms.nextPeriod(on));
      Map<HolderId, Money> costs = new HashMap<>();
      for (DraftLine line : draft.lines()) {
        if (line.kind() == LineKind.ADVANCE) {
          costs.merge(
              line.used().holder(),
              new Money(line.used().perMonth(), draft.currency()),
              Money::plus);
        }
      }
      return Optional.of(costs);
    } catch (Refused noPrice) {
      return Optional.empty();
    }
  }
}
