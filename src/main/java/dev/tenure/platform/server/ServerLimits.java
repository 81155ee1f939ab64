package dev.tenure.platform.server;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the server takes from its clients.
 *
 * @param connections open at once, in all
 * @param connectionsPerAddress open at once from one address (IPv6: from one network of 64 bits)
 * @param headerPatience how long a request's head may take in total
 * @param bodyPatience how long a request's body may take in total; longer only at the least rate
 * @param answerPatience how long an answer may wait for its reader; longer only at the least rate
 * @param idle how long a connection stays open between two requests
 * @param leastRate bytes a second below which a peer counts as slow
 */
@ConfigurationProperties("tenure.web")
public record ServerLimits(
    @DefaultValue("4096") int connections,
    @DefaultValue("640") int connectionsPerAddress,
    @DefaultValue("10s") Duration headerPatience,
    @DefaultValue("10s") Duration bodyPatience,
    @DefaultValue("20s") Duration answerPatience,
    @DefaultValue("30s") Duration idle,
    @DefaultValue("16KB") DataSize leastRate) {

  public ServerLimits {
    positive("connections", connections);
    positive("connections-per-address", connectionsPerAddress);
    positive("header-patience", headerPatience.toMillis());
    positive("body-patience", bodyPatience.toMillis());
    positive("answer-patience", answerPatience.toMillis());
    positive("idle", idle.toMillis());
    positive("least-rate", leastRate.toBytes());
  }

  private static void positive(String name, long value) {
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "tenure.web.%s is %d; it must be at least 1.".formatted(name, value));
    }
  }

  Allowance body() {
    return new Allowance(bodyPatience, (int) leastRate.toBytes());
  }

  Allowance answer() {
    return new Allowance(answerPatience, (int) leastRate.toBytes());
  }
}
