package dev.tenure.identity.guess;

import dev.tenure.identity.SessionId;
import dev.tenure.platform.server.ClientNetwork;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** What is counted: a rule, and whom or what it counts. */
public record GuessSubject(GuessRule rule, String key) {

  /**
   * A name as it was typed, known or not. Only its hash is stored: people type passwords into the
   * wrong field.
   */
  public static GuessSubject account(String email) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
      return new GuessSubject(GuessRule.ACCOUNT, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  public static GuessSubject network(ClientNetwork network) {
    return new GuessSubject(GuessRule.ADDRESS, network.text());
  }

  public static GuessSubject browser(UUID known) {
    return new GuessSubject(GuessRule.BROWSER, known.toString());
  }

  public static GuessSubject session(SessionId session) {
    return new GuessSubject(GuessRule.SESSION, session.value().toString());
  }
}
