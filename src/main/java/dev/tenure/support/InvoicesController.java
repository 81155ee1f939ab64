package dev.tenure.support;

import dev.tenure.billing.InvoiceDownloads;
import dev.tenure.billing.InvoicePages;
import dev.tenure.platform.Actor;
import dev.tenure.platform.web.Crumb;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** All resellers' invoices. */
@Controller
class InvoicesController {

  private final InvoicePages pages;
  private final InvoiceDownloads downloads;

  InvoicesController(InvoicePages pages, InvoiceDownloads downloads) {
    this.pages = pages;
    this.downloads = downloads;
  }

  @GetMapping(Paths.BILLING)
  ModelAndView list(Page page, Actor actor, Typed asked) {
    return page.titled("billing.title")
        .view("billing/list")
        .addObject("sheet", pages.list(page, Paths.BILLING, asked, actor, true))
        .addObject("search", page.text("billing.invoices.search"))
        .addObject(
            "downloads",
            List.of(new Crumb(page.text("platform.table.csv"), Paths.BILLING + ".csv")))
        .addObject("tabs", BillingTabs.of(page))
        .addObject("acts", List.of());
  }

  @GetMapping(Paths.BILLING + ".csv")
  void listCsv(Page page, Actor actor, Typed asked, HttpServletResponse response)
      throws IOException {
    pages.csv(page, asked, actor, response);
  }

  @GetMapping(Paths.INVOICE)
  ModelAndView show(Page page, Actor actor, @PathVariable String invoice, Typed asked) {
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
}
