package dev.tenure.collection.connect;

import dev.tenure.account.Words;
import dev.tenure.collection.LinkedSources.Settings;
import dev.tenure.collection.ami.AmiAction;
import dev.tenure.collection.told.Belonging;
import java.util.Locale;

/** Reads what somebody typed about a phone system; what isn't right is refused by field. */
final class Typing {

  private static final int LONGEST = 120;

  private Typing() {}

  static String name(String typed) {
    String name = typed.strip();
    if (name.isEmpty() || name.length() > LONGEST || !AmiAction.fits(name)) {
      throw Words.invalid(
          "name", "name-unusable", "Enter a name of up to %d characters.".formatted(LONGEST));
    }
    return name;
  }

  static String rule(String typed) {
    String rule = typed.strip();
    if (!rule.isEmpty() && (rule.length() > LONGEST || !Belonging.isRule(rule))) {
      throw Words.invalid(
          "rule",
          "rule-unusable",
          "Write queue:NAME, ext:FROM-TO, context:NAME or account:CODE, or leave it empty.");
    }
    return rule;
  }

  static Link link(Settings settings) {
    String host = settings.host().strip();
    if (!host.matches("[A-Za-z0-9_.:-]{1,253}")) {
      throw Words.invalid(
          "host", "host-unusable", "Enter the phone system's host name or address.");
    }
    String user = settings.user().strip();
    boolean missing = settings.kind().hasUser() && user.isEmpty();
    if (missing || user.length() > LONGEST || !AmiAction.fits(user)) {
      throw Words.invalid("user", "user-unusable", "Enter the user that the phone system knows.");
    }
    String secret = settings.secret();
    if (secret.length() > LONGEST || !AmiAction.fits(secret)) {
      throw Words.invalid(
          "secret",
          "secret-unusable",
          "The secret may have %d characters, none of them a control character."
              .formatted(LONGEST));
    }
    return new Link(host, port(settings), settings.tls(), fingerprint(settings), user, secret);
  }

  private static int port(Settings settings) {
    String typed = settings.port().strip();
    if (typed.isEmpty()) {
      return settings.kind().usualPort(settings.tls());
    }
    int port = typed.matches("[0-9]{1,5}") ? Integer.parseInt(typed) : 0;
    if (port < 1 || port > 65_535) {
      throw Words.invalid("port", "port-unusable", "Enter a port from 1 to 65535.");
    }
    return port;
  }

  private static String fingerprint(Settings settings) {
    String hex =
        settings.tls()
            ? settings.fingerprint().replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT)
            : "";
    if (!hex.matches("([0-9a-f]{64})?")) {
      throw Words.invalid(
          "fingerprint",
          "fingerprint-unusable",
          "A SHA-256 fingerprint has 64 hexadecimal digits.");
    }
    return hex;
  }
}
