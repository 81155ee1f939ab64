package dev.tenure.reseller;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.tenure.identity.Act;
import dev.tenure.identity.Cost;
import dev.tenure.identity.Door;
import dev.tenure.identity.RouteRule;
import dev.tenure.identity.RouteRules;
import dev.tenure.platform.Level;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The portal's lines of the route table. */
@Configuration
class ResellerRoutes {

  @Bean
  static RouteRules resellerRules() {
    List<RouteRule> rules = new ArrayList<>();
    rules.add(RouteRule.get("/reseller", Level.RESELLER));
    allow(rules, Act.SEE_CUSTOMERS, GET, Paths.CUSTOMERS, Paths.CUSTOMERS + ".csv");
    allow(rules, Act.SEE_CUSTOMERS, GET, Paths.CUSTOMER, Paths.CUSTOMER + "/timeline");
    allow(rules, Act.SEE_CUSTOMERS, GET, Paths.PHONES, Paths.USERS, Paths.USERS + ".csv");
    allow(rules, Act.CHANGE_CUSTOMERS, GET, Paths.NEW, Paths.USERS + "/new", Paths.USER);
    allow(rules, Act.CHANGE_CUSTOMERS, POST, Paths.NEW, Paths.CUSTOMER);
    allow(rules, Act.CHANGE_CUSTOMERS, POST, Paths.CUSTOMER + "/request-reinstatement");
    for (Deed deed : Deed.values()) {
      String path = Paths.CUSTOMER + "/" + deed.word();
      RouteRule act = RouteRule.post(path, Act.CHANGE_CUSTOMERS).costing(Cost.VITAL);
      rules.add(RouteRule.get(path, Act.CHANGE_CUSTOMERS).costing(Cost.VITAL));
      rules.add(deed.needsProof() ? act.withProof() : act);
    }
    allow(rules, Act.CHANGE_CUSTOMERS, POST, Paths.PHONES, Paths.PHONES + "/share");
    allow(rules, Act.SEE_CUSTOMERS, GET, Paths.SYSTEMS, Paths.SYSTEMS + ".csv", Paths.SYSTEM);
    allow(rules, Act.CHANGE_CUSTOMERS, POST, Paths.SYSTEM);
    rules.add(
        RouteRule.post(Paths.SYSTEM + "/key", Act.CHANGE_CUSTOMERS)
            .costing(Cost.VITAL)
            .withProof());
    for (String path : List.of(Paths.SYSTEM_IMPORT, Paths.SYSTEM_IMPORT_RUN)) {
      allow(rules, Act.CHANGE_CUSTOMERS, GET, path, path + ".csv");
    }
    allow(rules, Act.CHANGE_CUSTOMERS, POST, Paths.SYSTEM_IMPORT_HISTORY);
    rules.add(RouteRule.post(Paths.SYSTEM_IMPORT, Act.CHANGE_CUSTOMERS).costing(Cost.HEAVY));
    for (String act : List.of("add", "replace", "remove")) {
      allow(rules, Act.CHANGE_CUSTOMERS, POST, Paths.SYSTEM + "/customers/" + act);
    }
    allow(rules, Act.CHANGE_CUSTOMERS, POST, Paths.USERS + "/new", Paths.USER);
    for (String act : List.of("deactivate", "reactivate", "sign-out", "link")) {
      rules.add(RouteRule.post(Paths.USER + "/" + act, Act.CHANGE_CUSTOMERS).costing(Cost.VITAL));
    }
    allow(rules, Act.SEE_BILLING, GET, Paths.BILLING, Paths.BILLING + ".csv");
    rules.add(RouteRule.get(Paths.ESTIMATE, Act.SEE_BILLING).costing(Cost.HEAVY));
    allow(rules, Act.SEE_BILLING, GET, Paths.ESTIMATE + ".csv");
    allow(rules, Act.SEE_BILLING, GET, Paths.INVOICE, Paths.CUSTOMER_BILLING);
    for (String kind : List.of(".pdf", ".csv", ".json")) {
      allow(rules, Act.SEE_BILLING, GET, Paths.INVOICE + kind);
    }
    allow(rules, Act.SEE_CUSTOMERS, GET, Paths.LICENCES, Paths.LICENCES + ".csv");
    allow(rules, Act.CHANGE_CUSTOMERS, GET, Paths.LICENCE);
    allow(rules, Act.CHANGE_CUSTOMERS, POST, Paths.LICENCE);
    for (String path : List.of(Paths.LICENCE_MOVE, Paths.LICENCE_JOIN, Paths.LICENCE_SEPARATE)) {
      allow(rules, Act.CHANGE_CUSTOMERS, GET, path);
      allow(rules, Act.CHANGE_CUSTOMERS, POST, path);
    }
    allow(rules, Act.CHANGE_CUSTOMERS, GET, Paths.FOUND);
    allow(rules, Act.CHANGE_CUSTOMERS, POST, Paths.FOUND, Paths.FOUND_CAP);
    allow(rules, Act.SEE_BILLING, GET, Paths.ALL_FOUND, Paths.ALL_FOUND + ".csv");
    allow(rules, Act.SEE_BILLING, GET, Paths.IDLE, Paths.IDLE + ".csv");
    allow(rules, Act.SEE_RESELLER_AUDIT, GET, Paths.AUDIT, Paths.AUDIT + ".csv");
    return new RouteRules(rules);
  }

  private static void allow(List<RouteRule> rules, Act act, HttpMethod method, String... patterns) {
    for (String pattern : patterns) {
      rules.add(new RouteRule(method, pattern, new Door.For(act)));
    }
  }
}
