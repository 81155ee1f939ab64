package dev.tenure.billing;

import dev.tenure.account.Account;
import dev.tenure.account.Resellers;
import dev.tenure.account.Words;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** D13: trials that Support gives with licences, and changes while they run. */
@Component
public class LicenceTrials {

  private final LicenceStore store;
  private final HolderStore holders;
  private final Resellers resellers;
  private final LicenceWriting writing;

  LicenceTrials(
      LicenceStore store, HolderStore holders, Resellers resellers, LicenceWriting writing) {
    this.store = store;
    this.holders = holders;
    this.resellers = resellers;
    this.writing = writing;
  }

  /**
   * Gives the licence a trial, changes the one it has, or ends it. Nothing that is issued changes.
   *
   * @param from first day of the licence with this holder
   * @param until last free day, in the customer's zone; null to end the trial
   * @param seenMark of the overview that its author saw
   * @throws Refused {@code licences-changed}; {@code account-terminated}; {@code no-plan}; as
   *     invalid in {@code licence} or {@code until}; as not allowed or not found
   */
  @Transactional
  public void keep(
      CustomerId customer,
      HolderId holder,
      PartNumber part,
      LocalDate from,
      @Nullable LocalDate until,
      long seenMark,
      Actor actor) {
    Plans.demandSupport(actor);
    Account account = writing.lock(customer, actor);
    writing.demandMark(account, seenMark);
    writing.open(account);
    List<Holder> all = holders.of(customer, LocalDate.EPOCH);
    Holder user =
        all.stream()
            .filter(each -> each.id().equals(holder))
            .findFirst()
            .orElseThrow(LicenceTrials::unknown);
    Holder.Held held =
        user.licences().stream()
            .filter(each -> each.part().equals(part) && each.from().equals(from))
            .findFirst()
            .orElseThrow(LicenceTrials::unknown);
    LicenceTrial trial =
        LicenceTrial.of(
            all, user, held, resellers.require(account.reseller()).details().trialDaysMax());
    LocalDate today = account.readAt().atZone(account.details().zone()).toLocalDate();
    LocalDate kept =
        trial.change(
            held.trialUntil(),
            until,
            today,
            () -> store.invoiced(customer, trial.holders(), part, trial.begin()));
    if (Objects.equals(kept, held.trialUntil())) {
      return;
    }
    writing.changing(account, () -> store.trial(holder, part, from, kept));
    store.countChange(customer);
    writing.record(
        account,
        "licence.trial",
        user.name() + ", " + part,
        held.trialUntil() == null ? "no trial" : "trial until " + held.trialUntil(),
        kept == null ? "no trial" : "trial until " + kept,
        actor);
  }

  private static Refused unknown() {
    return Words.invalid("licence", "licence-unknown", "Choose a licence from the list.");
  }
}
