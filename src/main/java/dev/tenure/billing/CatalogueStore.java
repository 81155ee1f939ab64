package dev.tenure.billing;

import dev.tenure.account.ProductType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of product types' parts and of the issuer. */
@Repository
class CatalogueStore {

  private final JdbcClient jdbc;

  CatalogueStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Set<PartNumber> admitted(ProductType product) {
    return new TreeSet<>(
        jdbc.sql("SELECT part FROM product_part WHERE product_type = :product")
            .param("product", product.name())
            .query((rs, n) -> new PartNumber(rs.getString(1)))
            .list());
  }

  /** "Analytics (TEN-SUP-2): Standard, Large". */
  List<String> unpriced() {
    return jdbc.sql(
            """
            SELECT b.name || ' (' || b.number || '): ' || string_agg(p.name, ', ' ORDER BY p.name)
            FROM billing_part b
            CROSS JOIN price_plan p
            WHERE EXISTS (SELECT 1 FROM product_part a WHERE a.part = b.number)
              AND EXISTS (SELECT 1 FROM reseller_billing r WHERE r.plan_id = p.id)
              AND NOT EXISTS (
                SELECT 1 FROM plan_price v WHERE v.plan_id = p.id AND v.part = b.number)
            GROUP BY b.name, b.number
            ORDER BY b.number
            """)
        .query((rs, n) -> rs.getString(1))
        .list();
  }

  void admit(ProductType product, Set<PartNumber> parts) {
    jdbc.sql("DELETE FROM product_part WHERE product_type = :product")
        .param("product", product.name())
        .update();
    jdbc.sql(
            """
            INSERT INTO product_part (product_type, part)
            SELECT :product, number
            FROM billing_part
            WHERE number = ANY (:parts)
            """)
        .param("product", product.name())
        .param("parts", parts.stream().map(PartNumber::value).toArray(String[]::new))
        .update();
  }

  Catalogue.Issuer issuer() {
    return jdbc.sql("SELECT name, address, tax_number, prefix FROM issuer")
        .query((rs, n) ->
            new Catalogue.Issuer(
                rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4)))
        .single();
  }

  void writeIssuer(Catalogue.Issuer issuer) {
    jdbc.sql(
            """
            UPDATE issuer
            SET name = :name,
                address = :address,
                tax_number = :tax,
                prefix = :prefix,
                version = version + 1
            """)
        .param("name", issuer.name())
        .param("address", issuer.address())
        .param("tax", issuer.taxNumber())
        .param("prefix", issuer.prefix())
        .update();
  }
}
