package dev.tenure.account;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What there is to tell a reseller about effects of kind {@link EffectKind#NOTIFY_RESELLER}. */
@Component
public class AccountNews {

  /** What happened to a customer, or will. */
  public enum What {
    TERMINATED,
    TERMINATION_SCHEDULED,
    TERMINATION_MOVED,
    TERMINATION_WITHDRAWN,
    REINSTATED
  }

  /**
   * One piece of news.
   *
   * @param effect id of the effect that it answers
   * @param effectiveAt T for terminations, past or future
   * @param zone the customer's
   */
  public record News(
      UUID effect,
      What what,
      CustomerId id,
      String customer,
      ZoneId zone,
      Instant effectiveAt,
      String by,
      ResellerId reseller,
      String contactName,
      String contactEmail) {}

  private final AccountNewsStore store;

  AccountNews(AccountNewsStore store) {
    this.store = store;
  }

  /**
   * The news that is still so: no later intent has set, moved or withdrawn a termination or
   * reinstated the customer, and an announced T is still to come.
   */
  public List<News> current(List<Effect> effects) {
    return store.current(effects);
  }
}
