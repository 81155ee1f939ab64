package tenure.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The customers' list of a reseller with a million customers, as whole pages over HTTP. */
final class Grid {

  private static final int CUSTOMERS = 1_000_000;

  static void run(int runs) throws Exception {
    try (Server server = Server.start("--tenure.demo.phones=false")) {
      String email = server.demo("reseller", "email");
      String reseller =
          server.text("SELECT reseller_id FROM person WHERE lower(email) = lower('" + email + "')");
      Load.customers(server, reseller, CUSTOMERS, "Grid");
      server.sql(
          "UPDATE customer SET access_stopped_at = tenure_now(), hold_count = 1 WHERE name LIKE"
              + " 'Grid %7'",
          "UPDATE customer SET terminates_at = tenure_now() WHERE name LIKE 'Grid %33'",
          "INSERT INTO held_customer SELECT id, reseller_id, name_key, reference_key, terminates_at"
              + " FROM customer WHERE name LIKE 'Grid %7'",
          "VACUUM ANALYZE held_customer",
          "VACUUM ANALYZE customer",
          "VACUUM ANALYZE customer_search",
          "CHECKPOINT");
      Wire wire = new Wire(server.address).signIn(email, server.demo("reseller", "password"));
      Map<String, String> pages = new LinkedHashMap<>();
      pages.put("first page", "/reseller/customers");
      pages.put("by name, down", "/reseller/customers?sort=name&dir=desc");
      pages.put("by date", "/reseller/customers?sort=created");
      pages.put("by date, down", "/reseller/customers?sort=created&dir=desc");
      pages.put("by status", "/reseller/customers?sort=status");
      pages.put("by status, down", "/reseller/customers?sort=status&dir=desc");
      pages.put("by reference", "/reseller/customers?sort=reference");
      pages.put("by reference, down", "/reseller/customers?sort=reference&dir=desc");
      pages.put("only disabled", "/reseller/customers?status=disabled");
      pages.put("only terminated", "/reseller/customers?status=terminated");
      pages.put("only terminated, by date", "/reseller/customers?status=terminated&sort=created");
      pages.put("search, 83,000 match", "/reseller/customers?q=dental");
      pages.put("search, some match", "/reseller/customers?q=12345");
      pages.put("search, one matches", "/reseller/customers?q=crm-1234567");
      pages.put("search, none matches", "/reseller/customers?q=zebra");
      pages.put("search by date", "/reseller/customers?q=12+Mar+2021");
      pages.put("search and status", "/reseller/customers?q=dental&status=disabled");
      for (var page : pages.entrySet()) {
        measure(page.getKey(), wire, page.getValue(), runs);
      }
      // A thousand pages further, then to and fro there.
      String path = "/reseller/customers";
      for (int i = 0; i < 1000; i++) {
        Matcher next =
            Pattern.compile("href=\"([^\"]*)\"[^>]*rel=\"next\"|rel=\"next\"[^>]*href=\"([^\"]*)\"")
                .matcher(wire.get(path).body());
        if (!next.find()) {
          throw new IllegalStateException("No next page after " + path);
        }
        path = (next.group(1) == null ? next.group(2) : next.group(1)).replace("&amp;", "&");
      }
      measure("the 1,000th page", wire, path, runs);
    }
  }

  private static void measure(String name, Wire wire, String path, int runs) throws Exception {
    Figures ms = new Figures();
    for (int i = -3; i < runs * 20; i++) {
      long begin = System.nanoTime();
      Wire.Answer answer = wire.get(path);
      if (answer.status() != 200) {
        throw new IllegalStateException(path + " answered " + answer.status());
      }
      if (i >= 0) {
        ms.add((System.nanoTime() - begin) / 1e6);
      }
    }
    System.out.printf("%-28s p50 %6.1f ms, p95 %6.1f ms%n", name, ms.at(0.5), ms.at(0.95));
  }

  private Grid() {}
}
