package dev.tenure.billing;

import dev.tenure.account.ProductType;
import dev.tenure.account.Words;
import dev.tenure.audit.AuditTrail;
import dev.tenure.platform.Actor;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which parts each product type admits, and who issues invoices; kept by Support. */
@Component
public class Catalogue {

  private static final int LONGEST_PREFIX = 12;

  /** Who issues, as printed. */
  public record Issuer(String name, String address, String taxNumber, String prefix) {}

  private final CatalogueStore store;
  private final AuditTrail trail;

  Catalogue(CatalogueStore store, AuditTrail trail) {
    this.store = store;
    this.trail = trail;
  }

  /** The parts that customers of the product type may hold. */
  public Set<PartNumber> admitted(ProductType product) {
    return store.admitted(product);
  }

  /** Admitted parts without a price in a plan that resellers are charged by, in words. */
  public List<String> unpriced() {
    return store.unpriced();
  }

  /** Sets them; licences that are held already stay. */
  @Transactional
  public void admit(ProductType product, Set<PartNumber> parts, Actor actor) {
    Plans.demandSupport(actor);
    Set<PartNumber> before = store.admitted(product);
    if (before.equals(parts)) {
      return;
    }
    store.admit(product, parts);
    record("product.parts", product.name(), before.toString(), parts.toString(), actor);
  }

  public Issuer issuer() {
    return store.issuer();
  }

  /**
   * Changes who issues; invoices that are issued keep what was printed on them.
   *
   * @throws dev.tenure.platform.Refused as invalid in {@code name}, {@code address}, {@code
   *     taxNumber} or {@code prefix}
   */
  @Transactional
  public void issueAs(Issuer issuer, Actor actor) {
    Plans.demandSupport(actor);
    String prefix = issuer.prefix().strip();
    if (!prefix.matches("[A-Za-z0-9/-]{0," + LONGEST_PREFIX + "}")) {
      throw Words.invalid(
          "prefix", "prefix-invalid", "Write up to 12 letters, digits, hyphens and slashes.");
    }
    Issuer checked =
        new Issuer(
            Words.required("name", "issuer’s name", issuer.name(), 100),
            Words.lines("address", "address", issuer.address(), 400),
            Words.optional("taxNumber", "tax number", issuer.taxNumber(), 40),
            prefix);
    Issuer before = store.issuer();
    store.writeIssuer(checked);
    record("issuer", checked.name(), before.toString(), checked.toString(), actor);
  }

  private void record(String action, String subject, String before, String after, Actor actor) {
    trail.record(Plans.kept(action, subject, before, after, actor));
  }
}
