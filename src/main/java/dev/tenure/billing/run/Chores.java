package dev.tenure.billing.run;

import dev.tenure.billing.TakeInFoundUsers;
import dev.tenure.billing.TrialDays;
import dev.tenure.delivery.Letter;
import dev.tenure.delivery.Mails;
import dev.tenure.platform.clock.Irreversible;
import dev.tenure.platform.web.Texts;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is done beside runs: users found in phone systems, and ends of trials announced. */
@Component
public class Chores {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);

  private final ChoreStore store;
  private final TakeInFoundUsers found;
  private final FoundNotices notices;
  private final Mails mails;
  private final Texts texts;
  private final Irreversible irreversible;
  private final TransactionTemplate notice;
  private final int noticeDays;

  Chores(
      ChoreStore store,
      TakeInFoundUsers found,
      FoundNotices notices,
      Mails mails,
      Texts texts,
      Irreversible irreversible,
      PlatformTransactionManager transactions,
      @Value("${tenure.billing.trial-notice-days:3}") int noticeDays) {
    this.store = store;
    this.found = found;
    this.notices = notices;
    this.mails = mails;
    this.texts = texts;
    this.irreversible = irreversible;
    this.notice = new TransactionTemplate(transactions);
    this.noticeDays = noticeDays;
  }

  /** Does whatever is due and not done (A12), unless the clock is in doubt (A16). */
  public void doDue() {
    found.takeIn();
    notice.executeWithoutResult(status -> {
      if (irreversible.permitted()) {
        postNotices();
      }
    });
  }

  private void postNotices() {
    List<Letter> letters = new ArrayList<>(notices.due());
    for (ChoreStore.Ending ending : store.noticeEndingTrials(noticeDays)) {
      LocalDate free = TrialDays.lastFree(ending.until(), ending.zone(), ending.billing());
      boolean same = ending.zone().equals(ending.billing());
      letters.add(
          new Letter(
              ending.email(),
              texts.of("billing.trial.subject", ending.customer(), day(ending.until())),
              texts.of(
                  "billing.trial.body",
                  ending.contact(),
                  ending.customer(),
                  day(ending.until()) + (same ? "" : " (" + ending.zone() + ")"),
                  day(free.plusDays(1)) + (same ? "" : " (" + ending.billing() + ")"))));
    }
    mails.post(letters);
  }

  private static String day(LocalDate day) {
    return DAY.format(day);
  }
}
