package dev.tenure.reseller;

import dev.tenure.billing.InvoiceDownloads;
import dev.tenure.billing.InvoicePages;
import dev.tenure.billing.NextInvoices;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.Crumb;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** What the reseller was invoiced, and what it will be. */
@Controller
class BillingController {

  private final InvoicePages pages;
  private final InvoiceDownloads downloads;
  private final NextInvoices next;

  BillingController(InvoicePages pages, InvoiceDownloads downloads, NextInvoices next) {
    this.pages = pages;
    this.downloads = downloads;
    this.next = next;
  }

  @GetMapping(Paths.BILLING)
  ModelAndView history(Page page, Actor actor, Typed asked) {
    return page.titled("billing.title")
        .view("reseller/billing")
        .addObject("sheet", pages.list(page, Paths.BILLING, asked, actor, false))
        .addObject("next", next.of(reseller(actor)));
  }

  @GetMapping(Paths.BILLING + ".csv")
  void historyCsv(Page page, Actor actor, Typed asked, HttpServletResponse response)
      throws IOException {
    pages.csv(page, asked, actor, response);
  }

  @GetMapping(Paths.ESTIMATE)
  ModelAndView estimate(Page page, Actor actor, Typed asked) {
    EstimateSheet sheet = new EstimateSheet(asked);
    Outlook<NextInvoices.Estimate> estimate = next.each(reseller(actor), sheet::add);
    return page.crumb(page.text("billing.title"), Paths.BILLING)
        .titled("billing.estimate.title")
        .view("reseller/estimate")
        .addObject("sheet", sheet.on(page))
        .addObject("next", estimate)
        .addObject(
            "downloads",
            List.of(new Crumb(page.text("platform.table.csv"), Paths.ESTIMATE + ".csv")));
  }

  @GetMapping(Paths.ESTIMATE + ".csv")
  void estimateCsv(Actor actor, HttpServletResponse response) throws IOException {
    EstimateSheet.csv(response, reseller(actor), next);
  }

  @GetMapping(Paths.INVOICE)
  ModelAndView invoice(Page page, Actor actor, @PathVariable String invoice, Typed asked) {
    return pages.show(page, Paths.BILLING, invoice, asked, actor);
  }

  @GetMapping({Paths.INVOICE + ".pdf", Paths.INVOICE + ".csv", Paths.INVOICE + ".json"})
  void file(
      Actor actor,
      @PathVariable String invoice,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    downloads.send(invoice, actor, request, response);
  }

  private static ResellerId reseller(Actor actor) {
    return Objects.requireNonNull(actor.reseller(), "Only a reseller’s people come here");
  }
}
