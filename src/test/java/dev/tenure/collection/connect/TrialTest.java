package dev.tenure.collection.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenure.collection.LinkedSources.Finding;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What somebody learns who tests connections to find out what is there. */
class TrialTest {

  private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
  private static final Duration LENGTH = Duration.ofMillis(200);
  private static final Link LINK = new Link("pbx.example", 5038, false, "", "tenure", "secret");

  private record Tried(List<Finding> findings, boolean inFull) {}

  private static Tried tried(Wire.Dialer dialer) {
    long begun = System.nanoTime();
    List<Finding> findings = new Trial(new AsteriskDialect(), dialer, () -> NOW, LENGTH).run(LINK);
    return new Tried(findings, System.nanoTime() - begun >= LENGTH.toNanos());
  }

  private static Wire.Dialer failing(IOException failure) {
    return link -> {
      throw failure;
    };
  }

  private static Wire.Dialer saying(String text) {
    return link ->
        new Wire() {
          private final InputStream in =
              new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));

          @Override
          public InputStream in() {
            return in;
          }

          @Override
          public OutputStream out() {
            return new ByteArrayOutputStream();
          }

          @Override
          public void close() {}
        };
  }

  @Test
  @DisplayName(
      "Refused, silent, unreachable, unknown, not allowed and another service answer alike")
  void alike() {
    CountDownLatch never = new CountDownLatch(1);
    List<Tried> all = new ArrayList<>();
    for (IOException failure :
        List.of(
            new ConnectException("Connection refused"),
            new NoRouteToHostException("No route to host"),
            new SocketTimeoutException("Connect timed out"),
            new UnknownHostException("pbx.example"),
            new KeptAway(),
            new SSLException("Unsupported or unrecognized SSL message"),
            new EOFException())) {
      all.add(tried(failing(failure)));
    }
    all.add(tried(saying("SSH-2.0-OpenSSH_9.2\r\n")));
    all.add(tried(saying("HTTP/1.1 400 Bad Request\r\n\r\n")));
    all.add(tried(saying("")));
    all.add(
        tried(link -> {
          try {
            never.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          throw new SocketTimeoutException("Later than anybody waits");
        }));
    never.countDown();
    assertThat(all).extracting(Tried::findings).containsOnly(all.getFirst().findings());
    assertThat(all).as("none answers sooner than the others").allMatch(Tried::inFull);
    assertThat(all.getFirst().findings().getFirst().sentence())
        .startsWith("No phone system could be reached at pbx.example:5038.");
  }

  private static Actor person(int person, int reseller) {
    return new Actor(
        new PersonId(new UUID(1, person)),
        "Dana",
        Level.RESELLER,
        new ResellerId(new UUID(2, reseller)),
        null,
        "::1");
  }

  private static Link at(int port) {
    return new Link("PBX.example", port, false, "", "tenure", "secret");
  }

  @Test
  @DisplayName("A person, a reseller and a place have so many tests in ten minutes, and then wait")
  void limited() {
    Instant[] now = {NOW};
    TrialBudget budget = new TrialBudget(() -> now[0], LENGTH);
    for (int i = 0; i < 20; i++) {
      budget.take(at(i + 1), person(1, 1));
    }
    now[0] = NOW.plusSeconds(60);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> budget.take(at(99), person(1, 1)))
        .satisfies(refused -> {
          Refusal.TooMany tooMany = (Refusal.TooMany) refused.refusal();
          assertThat(tooMany.pause()).isEqualTo(Duration.ofMinutes(9));
          assertThat(tooMany.sentence()).contains("20 times", "Wait 10 minutes");
        });
    for (int i = 0; i < 40; i++) {
      budget.take(at(100 + i), person(2 + i / 20, 1));
    }
    assertThatExceptionOfType(Refused.class)
        .as("the reseller's people together")
        .isThrownBy(() -> budget.take(at(200), person(4, 1)));
    for (int i = 0; i < 30; i++) {
      budget.take(at(5038), person(10 + i / 10, 10 + i / 10));
    }
    assertThatExceptionOfType(Refused.class)
        .as("one place, whoever tries it")
        .isThrownBy(() -> budget.take(LINK, person(20, 20)));
    now[0] = NOW.plusSeconds(660);
    budget.take(LINK, person(1, 1));
  }
}
