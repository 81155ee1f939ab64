package dev.tenure.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class CsvTest {

  @AfterEach
  void leave() {
    RequestContextHolder.resetRequestAttributes();
  }

  // The setting alone is what is looked at of it.
  @SuppressWarnings("NullAway")
  private static String file(boolean bom) throws IOException {
    MockServletContext context = new MockServletContext();
    new WebShell(null, null, bom).setServletContext(context);
    RequestContextHolder.setRequestAttributes(
        new ServletRequestAttributes(new MockHttpServletRequest(context)));
    MockHttpServletResponse response = new MockHttpServletResponse();
    Csv.download(response, "names.csv").row("Zoë", "a,b");
    return response.getContentAsString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("A file begins with a byte order mark for Excel, unless tenure.csv.bom is false")
  void mark() throws IOException {
    assertThat(file(true)).isEqualTo("\uFEFFZoë,\"a,b\"\r\n");
    assertThat(file(false)).isEqualTo("Zoë,\"a,b\"\r\n");
  }

  @Test
  @DisplayName("Outside of a request a file begins with the mark")
  void withoutRequest() throws IOException {
    MockHttpServletResponse response = new MockHttpServletResponse();
    Csv.download(response, "names.csv").row("Zoë");
    assertThat(response.getContentAsString(StandardCharsets.UTF_8)).isEqualTo("\uFEFFZoë\r\n");
  }
}
