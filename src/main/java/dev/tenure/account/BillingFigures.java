package dev.tenure.account;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.ResellerId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a warning screen tells of a customer's charges (G, D9). */
public interface BillingFigures {

  /**
   * This customer's part of the next invoice, as things are and with another life; nothing when its
   * reseller isn't charged. It never fails: what can't be calculated gives the reason.
   *
   * @param lives service periods as they would be after a command
   */
  Outlook<NextInvoice> next(Account account, List<Period> lives);

  /**
   * Keeps what is counted of all of the reseller's licences in step (D15), within the transaction
   * that changes the customer.
   *
   * @param account as it was until now
   * @param lives service periods from now on
   * @param zone the customer's from now on
   * @param trialUntil last day of its trial from now on
   */
  void changed(Account account, List<Period> lives, ZoneId zone, @Nullable LocalDate trialUntil);

  /** Another word whenever the customer's licences are other ones. */
  String licences(CustomerId customer);

  /** Whether any invoice has a line of the customer. */
  boolean invoiced(CustomerId customer);

  /** D12: the currency in which the reseller is priced or was invoiced; empty for neither. */
  Optional<String> currency(ResellerId reseller);

  /**
   * @param period the month that the invoice charges in advance
   * @param before this customer's part as things are, with its currency, before discount and tax
   * @param after the same after the command
   * @param same whether the command changes nothing of it
   * @param lastCharged the last day of service charged after the command, by the same draft; null
   *     for a life without end, or when none is charged
   * @param credit what of days already invoiced is credited because of it; empty for nothing
   * @param paid whether days after the last charged one were invoiced already
   * @param others what the reseller's other customers pay more because of it, by tiers of volume,
   *     with a minus for less; empty for nothing (D15)
   */
  record NextInvoice(
      YearMonth period,
      String before,
      String after,
      boolean same,
      @Nullable LocalDate lastCharged,
      String credit,
      boolean paid,
      String others) {}
}
