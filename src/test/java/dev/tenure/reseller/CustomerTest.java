package dev.tenure.reseller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.CustomerId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CustomerTest {

  private static ResellerSite site;

  @BeforeAll
  static void open() {
    site = new ResellerSite(0);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  private static Map<String, String> details(String name, int version) {
    Map<String, String> form = new HashMap<>();
    form.put("version", String.valueOf(version));
    form.put("name", name);
    form.put("product", "ANALYTICS");
    form.put("reference", "R-1");
    form.put("country", "GB");
    form.put("zone", "Europe/London");
    form.put("notes", "");
    return form;
  }

  @Test
  @DisplayName("Saving says when it was saved, and saving nothing says so")
  void save() throws Exception {
    CustomerId acme = site.customer("Acme");
    String path = Paths.of(acme);
    var saved = site.post(path, details("Acme Dental", 1));
    assertThat(saved.statusCode()).isEqualTo(302);
    String said = saved.headers().firstValue("Location").orElseThrow();
    assertThat(site.get(said).body()).contains("<strong>Saved at 20:41.</strong>", "Acme Dental");
    var again = site.post(path, details("Acme Dental", 2));
    assertThat(site.get(again.headers().firstValue("Location").orElseThrow()).body())
        .contains("Nothing was changed");
  }

  @Test
  @DisplayName("What is wrong stands at its field, and everything typed is still there")
  void invalid() throws Exception {
    CustomerId beta = site.customer("Beta");
    Map<String, String> form = details("  ", 1);
    form.put("notes", "kept <words>");
    var page = site.post(Paths.of(beta), form);
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body())
        .contains("Enter the customer’s name.", "aria-invalid=\"true\"", "kept &lt;words&gt;");
  }

  @Test
  @DisplayName("A10: who was overtaken sees by whom, when and in what, and keeps what was typed")
  void conflict() throws Exception {
    CustomerId gamma = site.customer("Gamma");
    site.post(Paths.of(gamma), details("Gamma One", 1));
    var page = site.post(Paths.of(gamma), details("Gamma Two", 1));
    assertThat(page.statusCode()).isEqualTo(412);
    assertThat(page.body())
        .contains("was changed meanwhile: details edited by Dana Meyer", "20:41")
        .contains("Saved now", "Gamma One", "value=\"Gamma Two\"", "name=\"version\" value=\"2\"");
  }

  @Test
  @DisplayName("B5: another reseller's customer and one that never was answer alike")
  void foreign() throws Exception {
    CustomerId theirs = site.customer("Theirs", ResellerSite.dana(site.reseller("Southwind")));
    String[] addresses = {theirs.toString(), UUID.randomUUID().toString(), "no-id"};
    for (String id : addresses) {
      for (String part : new String[] {"", "/timeline", "/disable", "/terminate"}) {
        var page = site.get(Paths.CUSTOMERS + "/" + id + part);
        assertThat(page.statusCode()).as(id + part).isEqualTo(404);
        assertThat(page.body()).contains("There is no such customer").doesNotContain("Theirs");
      }
    }
  }
}
