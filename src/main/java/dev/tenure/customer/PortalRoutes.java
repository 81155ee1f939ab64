package dev.tenure.customer;

import dev.tenure.identity.Act;
import dev.tenure.identity.Cost;
import dev.tenure.identity.RouteRule;
import dev.tenure.identity.RouteRules;
import dev.tenure.platform.Level;
import dev.tenure.platform.web.Navigation;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The portal's lines of the route table, and its navigation. */
@Configuration
class PortalRoutes {

  @Bean
  static RouteRules portalRules() {
    return RouteRules.of(
        RouteRule.get("/portal", Level.CUSTOMER),
        RouteRule.get("/portal/live", Act.SEE_CALLS),
        RouteRule.get("/portal/live/stream", Act.SEE_CALLS),
        RouteRule.get("/portal/calls", Act.SEE_CALLS),
        RouteRule.get("/portal/calls.csv", Act.SEE_CALLS),
        RouteRule.post("/portal/calls/columns", Act.SEE_CALLS),
        RouteRule.get("/portal/calls/{call}", Act.SEE_CALLS),
        RouteRule.get("/portal/agents", Act.SEE_CALLS),
        RouteRule.get("/portal/agents.csv", Act.SEE_CALLS),
        RouteRule.get("/portal/agents/{agent}", Act.SEE_CALLS),
        RouteRule.get("/portal/agents/{agent}/day.csv", Act.SEE_CALLS),
        RouteRule.get("/portal/settings", Act.CHANGE_SETTINGS),
        RouteRule.post("/portal/settings", Act.CHANGE_SETTINGS),
        RouteRule.get("/portal/settings/thresholds", Act.CHANGE_SETTINGS),
        RouteRule.post("/portal/settings/thresholds", Act.CHANGE_SETTINGS),
        RouteRule.get("/portal/reports", Act.SEE_CALLS).costing(Cost.HEAVY),
        RouteRule.get("/portal/reports.csv", Act.SEE_CALLS),
        RouteRule.post("/portal/reports/views", Act.SEE_CALLS),
        RouteRule.post("/portal/reports/views/{view}/delete", Act.SEE_CALLS),
        RouteRule.post("/portal/reports/views/{view}/restore", Act.SEE_CALLS),
        RouteRule.get("/portal/audit", Act.SEE_CUSTOMER_AUDIT),
        RouteRule.get("/portal/audit.csv", Act.SEE_CUSTOMER_AUDIT));
  }

  @Bean
  static Navigation portalEntries() {
    return new Navigation(
        "portal",
        List.of(
            new Navigation.Entry("customer.nav.live", "/portal/live", "WEBSITE_USER"),
            new Navigation.Entry("customer.nav.calls", "/portal/calls", "WEBSITE_USER"),
            new Navigation.Entry("customer.nav.agents", "/portal/agents", "WEBSITE_USER"),
            new Navigation.Entry("customer.nav.reports", "/portal/reports", "WEBSITE_USER"),
            new Navigation.Entry("customer.nav.users", "/portal/users", "USER_ADMINISTRATOR"),
            new Navigation.Entry("customer.nav.settings", "/portal/settings", "SETTINGS"),
            new Navigation.Entry("customer.nav.audit", "/portal/audit", "USER_ADMINISTRATOR"),
            new Navigation.Entry("customer.nav.profile", "/profile", "")));
  }
}
