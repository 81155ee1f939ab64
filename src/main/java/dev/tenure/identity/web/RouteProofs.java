package dev.tenure.identity.web;

import dev.tenure.identity.RouteRule;
import dev.tenure.identity.RouteTable;
import dev.tenure.identity.signin.Proofs;
import dev.tenure.platform.database.Use;
import dev.tenure.platform.web.Proof;
import dev.tenure.platform.web.ProofSource;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** B8: the route table says which acts need a password typed lately. */
@Component
class RouteProofs implements ProofSource {

  private final RouteTable routes;
  private final Proofs proofs;
  private final KnownCookie known;

  RouteProofs(RouteTable routes, Proofs proofs, KnownCookie known) {
    this.routes = routes;
    this.proofs = proofs;
    this.known = known;
  }

  @Override
  public void demand(HttpServletRequest request, String password) {
    boolean needed = Visit.rule(routes, request).filter(RouteRule::proved).isPresent();
    if (needed) {
      // One's own password is the gate's matter, not one's organisation's.
      Use.GATE.run(() ->
          proofs.demand(
              Visit.principal(request).orElseThrow(),
              Proof.FIELD,
              password,
              known.browser(request)));
    }
  }
}
