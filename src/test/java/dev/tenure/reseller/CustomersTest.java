package dev.tenure.reseller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.Actor;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CustomersTest {

  private static ResellerSite site;
  private static int resellers;

  @BeforeAll
  static void open() {
    site = new ResellerSite(0);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @BeforeEach
  void anotherReseller() {
    Actor dana = ResellerSite.dana(site.reseller("Reseller " + ++resellers));
    site.viewedBy(dana, ResellerSite.ALL);
  }

  @Test
  @DisplayName("An empty list says what to do")
  void empty() throws Exception {
    HttpResponse<String> page = site.get("/reseller/customers");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("No customers yet", "/reseller/customers/new");
  }

  @Test
  @DisplayName("Search, sort, filter and paging live in the address; CSV gives the same rows")
  void grid() throws Exception {
    for (int i = 1; i <= 30; i++) {
      site.customer("Customer %02d".formatted(i));
    }
    site.customer("=HYPERLINK(1)");
    String first = site.get("/reseller/customers?sort=name&dir=desc").body();
    assertThat(first)
        .contains("aria-sort=\"descending\"", "Customer 30", "1–25 of 31", ">Next</a>")
        .contains("Active<span class=\"n\">31</span>")
        .doesNotContain("Customer 05<", ">Previous</a>");
    String next =
        first.replaceFirst("(?s).*rel=\"next\" href=\"([^\"]*)\".*", "$1").replace("&amp;", "&");
    assertThat(site.get(next).body())
        .contains("Customer 05<", "26–31 of 31", ">Previous</a>")
        .doesNotContain("Customer 30<");
    assertThat(site.get("/reseller/customers?q=omer%2012").body())
        .contains("Customer 12<", "1–1 of 1")
        .doesNotContain("Customer 13<");
    assertThat(site.get("/reseller/customers?status=disabled").body())
        .contains("No customer matches", "Show all customers");
    assertThat(site.get("/reseller/customers.csv?sort=name").body())
        .startsWith(
            "\uFEFFCustomer Name,Date Created,Status,Detail,Reference\r\n"
                + "'=HYPERLINK(1),2026-11-22T")
        .contains("\r\nCustomer 30,");
  }

  @Test
  @DisplayName("Nonsense in the address shows the first page")
  void nonsense() throws Exception {
    assertThat(site.get("/reseller/customers?sort=x&status=y&at=z&from=-1&dir=q").statusCode())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("F1: the trail shows who did what, narrows by words, kind and day, and downloads")
  void audit() throws Exception {
    site.customer("Acme");
    assertThat(site.get("/reseller/audit").body())
        .contains("customer.create", "Acme", "Dana Meyer");
    assertThat(site.get("/reseller/audit?q=nothing-like-it").body())
        .contains("Nothing was recorded");
    assertThat(site.get("/reseller/audit?kind=source.").body()).contains("Nothing was recorded");
    assertThat(site.get("/reseller/audit?from=2026-11-22&until=2026-11-22").body())
        .contains("Acme");
    assertThat(site.get("/reseller/audit?until=2026-11-21").body())
        .contains("Nothing was recorded");
    assertThat(site.get("/reseller/audit.csv").body())
        .startsWith("\uFEFFat,who,address,action")
        .contains("customer.create,done,Acme");
  }
}
