package dev.tenure.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.ReadinessCause;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

class ReadinessTest {

  private static final ReadinessCause DOUBT =
      () -> Optional.of(new ReadinessCause.Finding("clock-doubt", false));
  private static final ReadinessCause GONE =
      () -> Optional.of(new ReadinessCause.Finding("database", true));
  private static final ReadinessCause BROKEN =
      () -> {
        throw new IllegalStateException("secret details");
      };

  private static ResponseEntity<byte[]> ready(ReadinessCause... causes) {
    return new HealthController(new Readiness(List.of(causes), System::nanoTime)).ready();
  }

  private static String body(ResponseEntity<byte[]> answer) {
    byte[] bytes = answer.getBody();
    return bytes == null ? "" : new String(bytes, java.nio.charset.StandardCharsets.US_ASCII);
  }

  @Test
  @DisplayName("A finding that seals answers 503; one that doesn't is only shown")
  void findings() {
    assertThat(ready().getStatusCode().value()).isEqualTo(200);
    assertThat(body(ready())).isEqualTo("{\"status\":\"ready\"}");
    assertThat(ready(DOUBT).getStatusCode().value()).isEqualTo(200);
    assertThat(body(ready(DOUBT)))
        .isEqualTo("{\"status\":\"ready\",\"because\":[\"clock-doubt\"]}");
    assertThat(ready(DOUBT, GONE).getStatusCode().value()).isEqualTo(503);
    assertThat(body(ready(DOUBT, GONE)))
        .isEqualTo("{\"status\":\"not-ready\",\"because\":[\"clock-doubt\",\"database\"]}");
  }

  @Test
  @DisplayName("A cause that fails counts as the worst, and reveals nothing")
  void failing() {
    assertThat(ready(BROKEN).getStatusCode().value()).isEqualTo(503);
    assertThat(body(ready(BROKEN))).contains("unknown").doesNotContain("secret");
  }

  @Test
  @DisplayName("However many ask, the causes are asked once a second")
  void cached() {
    AtomicInteger asked = new AtomicInteger();
    AtomicLong now = new AtomicLong();
    ReadinessCause counting =
        () -> {
          asked.incrementAndGet();
          return Optional.empty();
        };
    Readiness readiness = new Readiness(List.of(counting), now::get);
    for (int i = 0; i < 1000; i++) {
      readiness.state();
    }
    assertThat(asked).hasValue(1);
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    readiness.state();
    assertThat(asked).hasValue(2);
  }

  @Test
  @DisplayName("Between the order to stop and the end, a node says that it is draining")
  void draining() {
    Draining node = new Draining(java.time.Duration.ZERO);
    node.start();
    assertThat(node.finding()).isEmpty();
    node.stop();
    assertThat(node.finding())
        .hasValueSatisfying(finding -> assertThat(finding.word()).isEqualTo("draining"));
  }
}
