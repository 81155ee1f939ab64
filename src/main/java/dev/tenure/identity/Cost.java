package dev.tenure.identity;

import org.springframework.http.HttpMethod;

/** What answering a request costs, and so what keeps one tenant from using up what all need. */
public enum Cost {
  /**
   * Entering, leaving, and what stops or restores access: never waits for any budget, so that
   * nothing that somebody else does, or the tenant's own colleagues, delays it.
   */
  VITAL,

  /** Pages and forms: a tenant has so many at once, and more wait a little. */
  ORDINARY,

  /** Reports, downloads and uploads, which may take minutes: few at once for each tenant. */
  HEAVY;

  /** What a route costs unless its line says otherwise. */
  static Cost usual(HttpMethod method, String pattern, Door door) {
    boolean file = method.equals(HttpMethod.GET) && pattern.matches(".*\\.(csv|pdf|json)");
    return switch (door) {
      case Door.Asset asset -> VITAL;
      case Door.OwnKeys open -> VITAL;
      case Door.Open open -> VITAL;
      case Door.SignedIn own -> VITAL;
      case Door.Of level -> file ? HEAVY : ORDINARY;
      case Door.For act -> file ? HEAVY : ORDINARY;
    };
  }
}
