package dev.tenure.billing;

import dev.tenure.billing.paper.InvoiceCsv;
import dev.tenure.billing.paper.InvoiceJson;
import dev.tenure.billing.paper.InvoicePdf;
import dev.tenure.platform.Actor;
import dev.tenure.platform.web.Csv;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Invoices as files, written line by line as they come from the database. */
@Component
public class InvoiceDownloads {

  private final Invoices invoices;

  InvoiceDownloads(Invoices invoices) {
    this.invoices = invoices;
  }

  /**
   * Sends the invoice as the file that the address asks for by its ending: .pdf, .csv or .json.
   *
   * @throws dev.tenure.platform.Refused as not found
   */
  public void send(String id, Actor actor, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String address = request.getRequestURI();
    switch (address.substring(address.lastIndexOf('.') + 1)) {
      case "pdf" -> pdf(id, actor, response);
      case "csv" -> csv(id, actor, response);
      case "json" -> json(id, actor, response);
      default -> throw new IllegalStateException("No kind of file: " + address);
    }
  }

  private void csv(String id, Actor actor, HttpServletResponse response) throws IOException {
    Invoice invoice = invoices.require(InvoiceId.parse(id), actor);
    InvoiceCsv csv = new InvoiceCsv(Csv.download(response, invoice.name() + ".csv"), invoice);
    invoices.each(invoice, csv::line);
  }

  private void json(String id, Actor actor, HttpServletResponse response) throws IOException {
    Invoice invoice = invoices.require(InvoiceId.parse(id), actor);
    try (InvoiceJson json =
        new InvoiceJson(begin(response, "application/json", invoice.name() + ".json"), invoice)) {
      invoices.each(invoice, json::line);
    }
  }

  private void pdf(String id, Actor actor, HttpServletResponse response) throws IOException {
    Invoice invoice = invoices.require(InvoiceId.parse(id), actor);
    try (InvoicePdf pdf = new InvoicePdf(invoice)) {
      pdf.summary(invoices.shares(invoice), invoices.closing(invoice));
      invoices.each(invoice, pdf::line);
      pdf.write(begin(response, "application/pdf", invoice.name() + ".pdf"));
    }
  }

  private static OutputStream begin(HttpServletResponse response, String type, String file)
      throws IOException {
    response.setContentType(type);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(file, StandardCharsets.UTF_8).build().toString());
    return response.getOutputStream();
  }
}
