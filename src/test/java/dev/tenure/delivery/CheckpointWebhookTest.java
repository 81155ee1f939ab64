package dev.tenure.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpServer;
import dev.tenure.audit.Statement;
import dev.tenure.platform.Backoff;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointWebhookTest {

  private static final Backoff SOON =
      new Backoff(RandomGenerator.getDefault(), Duration.ofMillis(1), Duration.ofMillis(2));

  @Test
  @DisplayName("F4: a statement is posted until it is taken")
  void posted() throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    AtomicInteger tries = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean busy = tries.incrementAndGet() < 3;
          exchange.sendResponseHeaders(busy ? 503 : 204, -1);
          exchange.close();
          if (!busy) {
            taken.add(body);
          }
        });
    server.start();
    try {
      CheckpointWebhook webhook =
          new CheckpointWebhook(
              SOON, URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/here"));
      webhook.carry(new Statement(7, Instant.EPOCH, "{\"number\":7}"));
      assertThat(taken.poll(60, TimeUnit.SECONDS)).isEqualTo("{\"number\":7}");
      webhook.carry(new Statement(8, Instant.EPOCH, "{\"number\":8}"));
      assertThat(taken.poll(60, TimeUnit.SECONDS)).isEqualTo("{\"number\":8}");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://example.com/", "https:", "ftp://example.com", "nonsense", "https://a b"})
  @DisplayName("F4: another address than one of https is refused at the start, with an example")
  void onlyHttps(String address) {
    assertThatIllegalStateException()
        .isThrownBy(() -> CheckpointWebhook.uri(address))
        .withMessageContaining("https://example.com/checkpoints")
        .withMessageContaining(address);
  }
}
