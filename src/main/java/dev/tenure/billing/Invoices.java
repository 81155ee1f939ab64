package dev.tenure.billing;

import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads issued invoices: a reseller its own, Support all (B5). */
@Component
public class Invoices {

  /** A page of a list, and how many rows there are on all pages. */
  public record Rows<T>(List<T> rows, long total) {

    public Rows {
      rows = List.copyOf(rows);
    }
  }

  /** What one customer was charged on one invoice, before discount and tax. */
  public record Charged(Invoice invoice, Money net) {}

  private final InvoiceReadStore store;

  Invoices(InvoiceReadStore store) {
    this.store = store;
  }

  /** The actor's reseller's invoices; all resellers' for Support. */
  public Rows<Invoice> list(InvoiceQuery query, Actor actor) {
    return store.list(scope(actor), query);
  }

  /** One reseller's invoices, for Support. */
  public Rows<Invoice> list(ResellerId reseller, InvoiceQuery query) {
    return store.list(reseller, query);
  }

  /**
   * One invoice's head.
   *
   * @throws Refused as not found, alike for unknown ids and another reseller's
   */
  public Invoice require(InvoiceId id, Actor actor) {
    return store
        .find(id, scope(actor))
        .orElseThrow(() -> new Refused(new Refusal.NotFound("invoice")));
  }

  /** A page of its lines; searched by customer, reference, user, part. */
  public Rows<Invoice.Line> lines(Invoice invoice, InvoiceQuery query) {
    return store.lines(invoice, query);
  }

  /** Its customers, by name. */
  public List<Invoice.Share> shares(Invoice invoice) {
    return store.shares(invoice);
  }

  /** The lines that are nobody's licence: adjustments, discount, tax. */
  public List<Invoice.Line> closing(Invoice invoice) {
    return store.closing(invoice);
  }

  /** Every line in calculation order, as it comes from the database; memory stays bounded. */
  @Transactional(readOnly = true)
  public void each(Invoice invoice, Consumer<Invoice.Line> sink) {
    store.each(invoice, sink);
  }

  /** What was charged for one customer, newest first; the caller has checked whose it is. */
  public List<Charged> ofCustomer(CustomerId customer) {
    return store.ofCustomer(customer);
  }

  static @Nullable ResellerId scope(Actor actor) {
    if (actor.level() == Level.SUPPORT || actor.level() == Level.SYSTEM) {
      return null;
    }
    ResellerId own = actor.reseller();
    if (own == null || actor.level() != Level.RESELLER) {
      throw new Refused(new Refusal.NotFound("invoice"));
    }
    return own;
  }
}
