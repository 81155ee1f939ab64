package dev.tenure.identity.sessions;

import dev.tenure.identity.Principal;
import dev.tenure.identity.trail.IdentityTrail;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * F1: refusals of access on the trail, for each session one a minute at most, so that hammering a
 * stopped account floods no chain (docs/adr/0004).
 */
@Component
public class AccessRefusals {

  private final GateStore store;
  private final IdentityTrail trail;

  AccessRefusals(GateStore store, IdentityTrail trail) {
    this.store = store;
    this.trail = trail;
  }

  /**
   * Records that a request was refused, unless one of the same session was recorded within the last
   * minute.
   *
   * @param code {@code access-stopped} or {@code not-allowed}
   * @param request its method and path
   */
  @Transactional
  public void record(Principal principal, String code, String request, String address) {
    if (store.takeRefusalNote(principal.session())) {
      trail.own("access.use", code, principal.toActor(address), request, "");
    }
  }
}
