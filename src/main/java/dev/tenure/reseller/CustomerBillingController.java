package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.billing.InvoicePages;
import dev.tenure.billing.Invoices;
import dev.tenure.billing.NextInvoices;
import dev.tenure.billing.Sheet;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import java.time.YearMonth;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** A customer's Billing tab: its part of the next invoice, and of those that were issued. */
@Controller
class CustomerBillingController {

  private static final int ROWS = 50;

  private final Accounts accounts;
  private final NextInvoices next;
  private final Invoices invoices;

  CustomerBillingController(Accounts accounts, NextInvoices next, Invoices invoices) {
    this.accounts = accounts;
    this.next = next;
    this.invoices = invoices;
  }

  @GetMapping(Paths.CUSTOMER_BILLING)
  ModelAndView show(Page page, Actor actor, @PathVariable String id, Typed asked) {
    Account account = accounts.require(CustomerId.parse(id), actor);
    CustomerFrame frame = CustomerFrame.of(page, account);
    Outlook<NextInvoices.CustomerEstimate> estimate = next.of(account.reseller(), account.id());
    return frame
        .page()
        .view("reseller/customer-billing")
        .addObject("frame", frame)
        .addObject("estimate", estimate)
        .addObject("lines", lines(frame, asked, estimate))
        .addObject("history", history(frame, invoices.ofCustomer(account.id())));
  }

  private static Sheet lines(
      CustomerFrame frame, Typed asked, Outlook<NextInvoices.CustomerEstimate> estimate) {
    Page page = frame.page();
    return Sheet.paged(
        page,
        asked,
        frame.address() + "/billing",
        "",
        ROWS,
        estimate.known().map(NextInvoices.CustomerEstimate::lines).orElse(List.of()),
        line ->
            new Sheet.Row(
                List.of(
                    Sheet.Cell.of(line.user()),
                    Sheet.Cell.of(line.partName(), line.part().value()),
                    Sheet.Cell.of(
                        line.from().getDayOfMonth()
                            + " – "
                            + page.formats().date(line.until().minusDays(1))),
                    Sheet.Cell.of(line.days() + " / " + line.monthDays(), line.perMonth().shown()),
                    Sheet.Cell.of(page.text("billing.kind." + line.kind())),
                    Sheet.Cell.of(line.amount().shown()))),
        "billing.customer.none",
        "-user",
        "-part",
        "!-from",
        "!-days",
        "!-why",
        "#-amount");
  }

  private static Sheet history(CustomerFrame frame, List<Invoices.Charged> charged) {
    Page page = frame.page();
    return Sheet.paged(
        page,
        new Typed(java.util.Map.of()),
        frame.address() + "/billing",
        "",
        200,
        charged,
        each -> {
          YearMonth period = each.invoice().period();
          return new Sheet.Row(
              List.of(
                  Sheet.Cell.link(
                      each.invoice().name(), Paths.BILLING + "/invoices/" + each.invoice().id()),
                  Sheet.Cell.of(period == null ? "–" : InvoicePages.month(period)),
                  Sheet.Cell.of(page.formats().date(each.invoice().issuedAt())),
                  Sheet.Cell.of(each.net().shown())));
        },
        "billing.customer.no-history",
        "-number",
        "-period",
        "-issued",
        "#-amount");
  }
}
