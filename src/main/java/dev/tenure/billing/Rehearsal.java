package dev.tenure.billing;

import dev.tenure.account.Reseller;
import dev.tenure.account.Resellers;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a change of prices or terms would do to the next invoices: the change is made, the invoices
 * are drafted (D9), and the change is undone.
 */
@Component
public class Rehearsal {

  /** The most resellers that are drafted; of further ones only the number is shown. */
  public static final int MOST = 50;

  /**
   * One reseller's next invoice, and as it would be.
   *
   * @param before null where nothing is charged, or where {@code problem} says why it is not known
   * @param after null in the same cases
   * @param problem a sentence; empty where there is none
   */
  public record Effect(
      ResellerId reseller,
      String name,
      NextInvoices.@Nullable Estimate before,
      NextInvoices.@Nullable Estimate after,
      String problem) {}

  /** A next invoice or why it can't be worked out. */
  private record Outcome(NextInvoices.@Nullable Estimate estimate, String problem) {}

  private final NextInvoices invoices;
  private final Resellers resellers;
  private final TransactionTemplate nested;

  Rehearsal(NextInvoices invoices, Resellers resellers, PlatformTransactionManager transactions) {
    this.invoices = invoices;
    this.resellers = resellers;
    this.nested = new TransactionTemplate(transactions);
    this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /**
   * The next invoices of the first {@link #MOST} of these resellers, before and after.
   *
   * @throws Refused as the change
   */
  public List<Effect> of(List<ResellerId> affected, Runnable change) {
    List<ResellerId> looked = affected.stream().limit(MOST).toList();
    return Objects.requireNonNull(
        nested.execute(status -> {
          status.setRollbackOnly();
          List<Outcome> before = looked.stream().map(this::outcome).toList();
          change.run();
          List<Effect> effects = new ArrayList<>();
          for (int i = 0; i < looked.size(); i++) {
            Outcome after = outcome(looked.get(i));
            effects.add(effect(looked.get(i), before.get(i).estimate(), after));
          }
          return List.copyOf(effects);
        }));
  }

  /** The next invoices of the first {@link #MOST} of these resellers, as things are. */
  public List<Effect> asThingsAre(List<ResellerId> affected) {
    return affected.stream()
        .limit(MOST)
        .map(reseller -> effect(reseller, null, outcome(reseller)))
        .toList();
  }

  private Effect effect(ResellerId id, NextInvoices.@Nullable Estimate before, Outcome after) {
    Reseller reseller = resellers.require(id);
    return new Effect(id, reseller.details().name(), before, after.estimate(), after.problem());
  }

  /** A draft that fails in the database is rolled back alone: other drafts and the act continue. */
  private Outcome outcome(ResellerId reseller) {
    Outlook<NextInvoices.Estimate> next =
        Objects.requireNonNull(
            nested.execute(status -> {
              Outlook<NextInvoices.Estimate> found = invoices.of(reseller);
              if (found.isUnknown()) {
                status.setRollbackOnly();
              }
              return found;
            }));
    return new Outcome(next.known().orElse(null), next.because());
  }
}
