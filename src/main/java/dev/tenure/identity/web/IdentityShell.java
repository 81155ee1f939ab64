package dev.tenure.identity.web;

import dev.tenure.identity.Grants;
import dev.tenure.identity.Principal;
import dev.tenure.platform.Actor;
import dev.tenure.platform.web.Shell;
import dev.tenure.platform.web.ShellSource;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells the web shell whom the gate admitted. */
@Component
class IdentityShell implements ShellSource {

  @Override
  public Optional<Shell> shell(HttpServletRequest request) {
    return Visit.principal(request)
        .map(who ->
            new Shell(
                who.organisation(), who.name(), who.zone(), Home.area(who.level()), grants(who)));
  }

  /** Names of acts, which pages ask for, and of the permissions themselves. */
  private static Set<String> grants(Principal who) {
    Set<String> grants = new HashSet<>();
    Grants.of(who.permissions()).forEach(act -> grants.add(act.name()));
    who.permissions().forEach(permission -> grants.add(permission.name()));
    return grants;
  }

  @Override
  public Optional<Actor> actor(HttpServletRequest request) {
    return Visit.principal(request).map(who -> who.toActor(request.getRemoteAddr()));
  }
}
