package dev.tenure.demo;

import dev.tenure.account.ProductType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/** The customers of the demo world, from {@code demo/customers.txt}. */
final class CastList {

  /** What has become of a customer. */
  enum Fate {
    ACTIVE,
    TRIAL,
    DISABLED,
    TWO_HOLDS,
    SCHEDULED,
    SCHEDULED_HELD,
    TERMINATED,
    REQUESTED,
    REINSTATED
  }

  /**
   * One customer.
   *
   * @param account code on its reseller's phone system; empty without one
   */
  record Role(
      String reseller,
      String name,
      String reference,
      ProductType product,
      String country,
      ZoneId zone,
      int daysAgo,
      Fate fate,
      String account) {}

  private CastList() {}

  static List<Role> read() {
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(CastList.class.getResourceAsStream("/demo/customers.txt")),
                StandardCharsets.UTF_8))) {
      return in.lines().filter(line -> !line.startsWith("#")).map(CastList::role).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Role role(String line) {
    String[] words = line.split("\\|", -1);
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].strip();
    }
    return new Role(
        words[0],
        words[1],
        words[2],
        ProductType.valueOf(words[3]),
        words[4],
        ZoneId.of(words[5]),
        Integer.parseInt(words[6]),
        Fate.valueOf(words[7].toUpperCase(java.util.Locale.ROOT).replace('-', '_')),
        words[8]);
  }
}
