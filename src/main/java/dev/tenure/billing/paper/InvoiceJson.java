package dev.tenure.billing.paper;

import dev.tenure.billing.Invoice;
import dev.tenure.billing.Money;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.YearMonth;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of an invoice: a head, and items in the order of calculation. */
public final class InvoiceJson implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonGenerator json;

  /** Writes the head. */
  public InvoiceJson(OutputStream out, Invoice invoice) {
    this.json = JSON.createGenerator(out);
    json.writeStartObject();
    json.writeName("head");
    json.writeStartObject();
    json.writeStringProperty("id", invoice.id().toString());
    json.writeStringProperty("number", invoice.name());
    json.writeStringProperty("type", invoice.periodic() ? "periodic" : "ad hoc");
    YearMonth period = invoice.period();
    json.writeStringProperty("period", period == null ? "" : period.toString());
    json.writeStringProperty("issued", invoice.issuedAt().toString());
    json.writeStringProperty("zone", invoice.zone().getId());
    json.writeStringProperty("reason", invoice.reason());
    json.writeStringProperty("plan", invoice.plan());
    json.writeStringProperty("currency", invoice.total().currency().getCurrencyCode());
    json.writeNumberProperty("net", invoice.net().major());
    json.writeNumberProperty("total", invoice.total().major());
    json.writeNumberProperty("items", invoice.lines());
    party("reseller", invoice.to(), invoice.reseller().toString());
    party("issuer", invoice.from(), "");
    json.writeEndObject();
    json.writeName("items");
    json.writeStartArray();
  }

  private void party(String name, Invoice.Party party, String id) {
    json.writeName(name);
    json.writeStartObject();
    if (!id.isEmpty()) {
      json.writeStringProperty("id", id);
      json.writeStringProperty("code", party.code());
    }
    json.writeStringProperty("name", party.name());
    json.writeStringProperty("address", party.address());
    json.writeStringProperty("taxNumber", party.taxNumber());
    json.writeEndObject();
  }

  /** Writes one item. */
  public void line(Invoice.Line line) {
    json.writeStartObject();
    json.writeNumberProperty("order", line.seq());
    json.writeStringProperty("operator", line.kind().operator());
    json.writeStringProperty("kind", line.kind().name().toLowerCase(java.util.Locale.ROOT));
    json.writeStringProperty("rule", line.kind().rule());
    json.writeNumberProperty("amount", line.amount().major());
    Money base = line.base();
    if (base != null) {
      json.writeNumberProperty(line.usage() == null ? "of" : "insteadOf", base.major());
    }
    if (line.corrects() != 0) {
      json.writeNumberProperty("corrects", line.corrects());
    }
    Invoice.Usage used = line.usage();
    if (used == null) {
      json.writeStringProperty("text", line.text());
      if (line.basisPoints() != 0) {
        json.writeNumberProperty("percent", BigDecimal.valueOf(line.basisPoints(), 2));
      }
    } else {
      usage(used);
    }
    json.writeEndObject();
  }

  private void usage(Invoice.Usage used) {
    json.writeStringProperty("customer", used.customer().toString());
    json.writeStringProperty("customerName", used.customerName());
    json.writeStringProperty("reference", used.reference());
    json.writeStringProperty("user", used.holder().toString());
    json.writeStringProperty("userName", used.holderName());
    json.writeStringProperty("part", used.part().value());
    json.writeStringProperty("partName", used.partName());
    json.writeStringProperty("role", used.role());
    json.writeStringProperty("firstDay", used.from().toString());
    json.writeStringProperty("lastDay", used.until().minusDays(1).toString());
    json.writeNumberProperty("days", used.days());
    json.writeNumberProperty("daysOfMonth", used.monthDays());
    json.writeNumberProperty("pricePerMonth", used.perMonth().major());
  }

  @Override
  public void close() {
    json.writeEndArray();
    json.writeEndObject();
    json.close();
  }
}
