package dev.tenure.support;

import dev.tenure.identity.Act;
import dev.tenure.identity.Cost;
import dev.tenure.identity.RouteRule;
import dev.tenure.identity.RouteRules;
import dev.tenure.platform.web.Navigation;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Who of Support reaches what. The outbox is for administrators alone, since the links in it open
 * other people's accounts.
 */
@Configuration
class SupportRoutes {

  @Bean
  static RouteRules supportRules() {
    return RouteRules.of(
        RouteRule.get("/support", Act.SEE_PLATFORM),
        RouteRule.get(Paths.CUSTOMERS, Act.SEE_PLATFORM),
        RouteRule.get("/support/customers.csv", Act.SEE_PLATFORM),
        RouteRule.get(Paths.CUSTOMER, Act.SEE_PLATFORM),
        RouteRule.get(Paths.CUSTOMER + "/timeline", Act.SEE_PLATFORM),
        RouteRule.get(Paths.CUSTOMER_LICENCES, Act.SEE_PLATFORM),
        RouteRule.post(Paths.CUSTOMER_LICENCES, Act.KEEP_BILLING),
        RouteRule.get(Paths.CUSTOMER + "/hold", Act.COMMAND_CUSTOMERS).costing(Cost.VITAL),
        RouteRule.post(Paths.CUSTOMER + "/hold", Act.COMMAND_CUSTOMERS).costing(Cost.VITAL),
        RouteRule.get(Paths.CUSTOMER + "/lift", Act.COMMAND_CUSTOMERS).costing(Cost.VITAL),
        RouteRule.post(Paths.CUSTOMER + "/lift", Act.COMMAND_CUSTOMERS).costing(Cost.VITAL),
        RouteRule.get(Paths.CUSTOMER + "/reinstate", Act.COMMAND_CUSTOMERS).costing(Cost.VITAL),
        RouteRule.post(Paths.CUSTOMER + "/reinstate", Act.COMMAND_CUSTOMERS)
            .costing(Cost.VITAL)
            .withProof(),
        RouteRule.get(Paths.REQUESTS, Act.SEE_PLATFORM),
        RouteRule.get(Paths.REQUESTS + "/{id}/decline", Act.COMMAND_CUSTOMERS),
        RouteRule.post(Paths.REQUESTS + "/{id}/decline", Act.COMMAND_CUSTOMERS),
        RouteRule.get(Paths.RESELLERS, Act.SEE_PLATFORM),
        RouteRule.get("/support/resellers.csv", Act.SEE_PLATFORM),
        RouteRule.get(Paths.RESELLER, Act.SEE_PLATFORM),
        RouteRule.get(Paths.RESELLERS + "/new", Act.KEEP_RESELLERS),
        RouteRule.post(Paths.RESELLERS + "/new", Act.KEEP_RESELLERS),
        RouteRule.get(Paths.RESELLER + "/edit", Act.KEEP_RESELLERS),
        RouteRule.post(Paths.RESELLER + "/edit", Act.KEEP_RESELLERS),
        RouteRule.get(Paths.RESELLER + "/hold", Act.KEEP_RESELLERS).costing(Cost.VITAL),
        RouteRule.post(Paths.RESELLER + "/hold", Act.KEEP_RESELLERS).costing(Cost.VITAL),
        RouteRule.get(Paths.RESELLER + "/lift", Act.KEEP_RESELLERS).costing(Cost.VITAL),
        RouteRule.post(Paths.RESELLER + "/lift", Act.KEEP_RESELLERS).costing(Cost.VITAL),
        RouteRule.get(Paths.BILLING, Act.SEE_PLATFORM),
        RouteRule.get(Paths.BILLING + ".csv", Act.SEE_PLATFORM),
        RouteRule.get(Paths.INVOICE, Act.SEE_PLATFORM),
        RouteRule.get(Paths.INVOICE + ".pdf", Act.SEE_PLATFORM),
        RouteRule.get(Paths.INVOICE + ".csv", Act.SEE_PLATFORM),
        RouteRule.get(Paths.INVOICE + ".json", Act.SEE_PLATFORM),
        RouteRule.get(Paths.RUNS, Act.SEE_PLATFORM),
        RouteRule.post(Paths.RUNS, Act.KEEP_BILLING),
        RouteRule.get(Paths.RUN, Act.SEE_PLATFORM),
        RouteRule.get(Paths.RUN + ".csv", Act.SEE_PLATFORM),
        RouteRule.get(Paths.RUN_RESELLER, Act.SEE_PLATFORM),
        RouteRule.get(Paths.RUN_RESELLER + ".csv", Act.SEE_PLATFORM),
        RouteRule.get(Paths.PLANS, Act.SEE_PLATFORM),
        RouteRule.post(Paths.PLANS, Act.KEEP_BILLING),
        RouteRule.get(Paths.PLANS + "/{plan}", Act.SEE_PLATFORM),
        RouteRule.post(Paths.PLANS + "/{plan}", Act.KEEP_BILLING),
        RouteRule.get(Paths.PARTS, Act.SEE_PLATFORM),
        RouteRule.post(Paths.PARTS, Act.KEEP_BILLING),
        RouteRule.post(Paths.PARTS + "/products", Act.KEEP_BILLING),
        RouteRule.get(Paths.ISSUER, Act.SEE_PLATFORM),
        RouteRule.post(Paths.ISSUER, Act.KEEP_BILLING),
        RouteRule.get(Paths.RESELLER_BILLING, Act.KEEP_BILLING),
        RouteRule.post(Paths.RESELLER_BILLING, Act.KEEP_BILLING),
        RouteRule.get(Paths.RESELLER_CHARGE, Act.KEEP_BILLING),
        RouteRule.post(Paths.RESELLER_CHARGE, Act.KEEP_BILLING),
        RouteRule.get(Paths.SYSTEMS, Act.SEE_PLATFORM),
        RouteRule.get(Paths.SYSTEMS + ".csv", Act.SEE_PLATFORM),
        RouteRule.get(Paths.SYSTEMS + "/{source}", Act.SEE_PLATFORM),
        RouteRule.get(Paths.AUDIT, Act.SEE_PLATFORM),
        RouteRule.get("/support/audit.csv", Act.SEE_PLATFORM),
        RouteRule.get(Paths.AUDIT + "/chain/{chain}", Act.SEE_PLATFORM),
        RouteRule.get(Paths.EFFECTS, Act.SEE_PLATFORM),
        RouteRule.get(Paths.CLOCK, Act.SEE_PLATFORM),
        RouteRule.post(Paths.CLOCK, Act.COMMAND_CUSTOMERS).withProof(),
        RouteRule.get(Paths.OUTBOX, Act.KEEP_SUPPORT_PEOPLE),
        // The links in a letter are secrets (B8).
        RouteRule.get(Paths.OUTBOX + "/{id}", Act.KEEP_SUPPORT_PEOPLE).withProof(),
        RouteRule.post(Paths.OUTBOX + "/{id}", Act.KEEP_SUPPORT_PEOPLE).withProof());
  }

  @Bean
  static Navigation supportEntries() {
    return new Navigation(
        "support",
        List.of(
            entry("customers", Paths.CUSTOMERS, Act.SEE_PLATFORM),
            entry("resellers", Paths.RESELLERS, Act.SEE_PLATFORM),
            entry("phones", Paths.SYSTEMS, Act.SEE_PLATFORM),
            entry("requests", Paths.REQUESTS, Act.SEE_PLATFORM),
            entry("billing", Paths.BILLING, Act.SEE_PLATFORM),
            entry("audit", Paths.AUDIT, Act.SEE_PLATFORM),
            entry("effects", Paths.EFFECTS, Act.SEE_PLATFORM),
            entry("clock", Paths.CLOCK, Act.SEE_PLATFORM),
            entry("outbox", Paths.OUTBOX, Act.KEEP_SUPPORT_PEOPLE),
            entry("users", "/support/users", Act.KEEP_SUPPORT_PEOPLE)));
  }

  private static Navigation.Entry entry(String key, String address, Act act) {
    return new Navigation.Entry("support.nav." + key, address, act.name());
  }
}
