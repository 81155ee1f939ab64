package dev.tenure.platform.web;

import dev.tenure.platform.Characters;
import dev.tenure.platform.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpMethod;

/**
 * Proof of who acts (B8). A controller's method takes one as a parameter and demands it where it
 * handles refusals, so that the form comes back with everything typed and a field for the password
 * ({@code part/proof}). Which routes need it says the route table alone.
 */
public final class Proof {

  /** The field with the password; it is not part of what was typed. */
  public static final String FIELD = "proof";

  /** The code of a refusal that only asks for the password. */
  public static final String NEEDED = "proof-needed";

  /** The code of a refusal after too many wrong ones: nothing was checked. */
  public static final String LATER = "proof-later";

  private final List<ProofSource> sources;
  private final HttpServletRequest request;

  Proof(List<ProofSource> sources, HttpServletRequest request) {
    if (sources.isEmpty()) {
      throw new IllegalStateException("No module knows which acts need a proof");
    }
    this.sources = List.copyOf(sources);
    this.request = request;
  }

  /**
   * Returns when the act may be carried out; nothing may have been done before.
   *
   * @throws Refused as invalid in {@link #FIELD}
   */
  public void demand() {
    // Never from an address, which logs and histories keep.
    boolean form = HttpMethod.POST.matches(request.getMethod());
    String typed = form ? Objects.requireNonNullElse(request.getParameter(FIELD), "") : "";
    Characters.inSecret(typed)
        .ifPresent(fault -> {
          throw fault.in(FIELD);
        });
    sources.forEach(source -> source.demand(request, typed));
  }
}
