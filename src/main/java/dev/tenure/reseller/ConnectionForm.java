package dev.tenure.reseller;

import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.LinkedSources.Finding;
import dev.tenure.collection.LinkedSources.Settings;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.SourceKind;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * The fields of a phone system's connection. What was typed comes back with the form; the secret
 * only as something that nobody can read.
 */
@Component
class ConnectionForm {

  /** Those that travel with a form in steps. */
  static final List<String> FIELDS =
      List.of("host", "port", "tls", "fingerprint", "user", "secret", "secretKept", "rule");

  private final LinkedSources links;

  ConnectionForm(LinkedSources links) {
    this.links = links;
  }

  /** The kind that was chosen; empty for none that there is. */
  static Optional<SourceKind> kind(String word) {
    return Arrays.stream(SourceKind.values()).filter(kind -> kind.name().equals(word)).findFirst();
  }

  Settings read(SourceKind kind, Typed typed, Actor actor) {
    String secret = typed.verbatim("secret");
    return new Settings(
        kind,
        typed.get("host"),
        typed.get("port"),
        typed.get("tls").equals("yes"),
        typed.get("fingerprint"),
        kind.hasUser() ? typed.get("user") : "",
        secret.isEmpty() ? links.kept(typed.verbatim("secretKept"), actor) : secret);
  }

  /** What may come back with the form. */
  Typed comingBack(Typed typed, Actor actor) {
    Map<String, String> safe = typed.except(Set.of("secret", "secretKept"));
    String secret = typed.verbatim("secret");
    String before = typed.verbatim("secretKept");
    boolean usable = secret.isEmpty() && !links.kept(before, actor).isEmpty();
    safe.put("secretKept", usable ? before : links.keep(secret, actor));
    return new Typed(safe);
  }

  /** The fields as they are stored, the secret left out. */
  static Typed of(String name, Settings settings) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("host", settings.host());
    fields.put("port", settings.port());
    fields.put("tls", settings.tls() ? "yes" : "");
    fields.put("fingerprint", settings.fingerprint());
    fields.put("user", settings.user());
    return new Typed(fields);
  }

  /**
   * Tries the connection. Too many tries are refused, with when to come back in the answer's
   * header.
   *
   * @param known whose secret is meant when none was typed; null for none
   */
  List<Finding> test(
      @Nullable SourceId known,
      SourceKind kind,
      Typed typed,
      Actor actor,
      HttpServletResponse response) {
    try {
      return links.test(known, read(kind, typed, actor), actor);
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.TooMany tooMany) {
        response.setHeader(
            HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, tooMany.pause().toSeconds())));
      }
      throw refused;
    }
  }

  /** Whether secrets can be kept, without which nothing can be connected to. */
  boolean ready() {
    return links.ready();
  }
}
