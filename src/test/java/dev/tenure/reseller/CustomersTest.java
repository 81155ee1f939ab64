package dev.tenure.reseller;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CustomersTest {

  private ResellerSite site;

  @BeforeEach
  void open() {
    site = new ResellerSite(0);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  @DisplayName("An empty list says what to do")
  void empty() throws Exception {
    HttpResponse<String> page = site.get("/reseller/customers");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("No customers yet", "/reseller/customers/new");
  }
}
