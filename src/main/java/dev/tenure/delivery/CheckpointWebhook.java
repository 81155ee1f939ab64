package dev.tenure.delivery;

import dev.tenure.audit.CheckpointCourier;
import dev.tenure.audit.Statement;
import dev.tenure.platform.Backoff;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Posts statements of checkpoints to {@code tenure.trail.webhook}, if that is set (F4): the newest,
 * until it is taken. The address is the operator's, who may have it anywhere.
 */
@Component
class CheckpointWebhook implements CheckpointCourier {

  private static final Logger log = LoggerFactory.getLogger(CheckpointWebhook.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final @Nullable URI address;
  private final Backoff backoff;
  private @Nullable Statement waiting;
  private @Nullable Thread sending;

  @Autowired
  CheckpointWebhook(Backoff backoff, @Value("${tenure.trail.webhook:}") String address) {
    this(backoff, address.isBlank() ? null : uri(address.strip()));
  }

  CheckpointWebhook(Backoff backoff, @Nullable URI address) {
    this.backoff = backoff;
    this.address = address;
  }

  static URI uri(String address) {
    try {
      URI uri = URI.create(address);
      if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException noAddress) {
      // Said below.
    }
    throw new IllegalStateException(
        "tenure.trail.webhook takes an address like https://example.com/checkpoints, not “%s”"
            .formatted(address));
  }

  @Override
  public synchronized void carry(Statement statement) {
    if (address != null) {
      waiting = statement;
      if (sending == null) {
        URI to = address;
        sending = Thread.ofVirtual().name("checkpoint-webhook").start(() -> send(to));
      }
    }
  }

  /** The newest that waits; null when there is none any more, and whoever asked ends. */
  private synchronized @Nullable Statement next(@Nullable Statement sent) {
    if (Objects.equals(waiting, sent)) {
      waiting = null;
      sending = null;
    }
    return waiting;
  }

  private void send(URI to) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      int failures = 0;
      Statement statement = next(null);
      while (statement != null) {
        String failure = post(client, to, statement);
        if (failure.isEmpty()) {
          failures = 0;
          statement = next(statement);
        } else {
          failures++;
          log.warn("The checkpoint couldn't be posted to {}: {}", to.getHost(), failure);
          Thread.sleep(backoff.after(failures));
          statement = next(null);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Why it wasn't taken; empty when it was. */
  private static String post(HttpClient client, URI to, Statement statement)
      throws InterruptedException {
    try {
      int status =
          client
              .send(
                  HttpRequest.newBuilder(to)
                      .timeout(PATIENCE)
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString(statement.text()))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();
      return status / 100 == 2 ? "" : "it answered " + status;
    } catch (IOException failed) {
      return String.valueOf(failed.getMessage());
    }
  }
}
