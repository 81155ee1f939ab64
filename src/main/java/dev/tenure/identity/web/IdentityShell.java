package dev.tenure.identity.web;

import dev.tenure.identity.Grants;
import dev.tenure.identity.Permission;
import dev.tenure.identity.Principal;
import dev.tenure.platform.Actor;
import dev.tenure.platform.web.Shell;
import dev.tenure.platform.web.ShellSource;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Tells the web shell whom the gate admitted. */
@Component
class IdentityShell implements ShellSource {

  /** A permission is a row of a table in the code: what a set of them grants never changes. */
  private final Map<Set<Permission>, Set<String>> grants = new ConcurrentHashMap<>();

  @Override
  public Optional<Shell> shell(HttpServletRequest request) {
    return Visit.principal(request)
        .map(who ->
            new Shell(
                who.organisation(), who.name(), who.zone(), Home.area(who.level()), grants(who)));
  }

  /** Names of acts, which pages ask for, and of the permissions themselves. */
  private Set<String> grants(Principal who) {
    return grants.computeIfAbsent(
        who.permissions(),
        permissions -> {
          Set<String> names = new HashSet<>();
          Grants.of(permissions).forEach(act -> names.add(act.name()));
          permissions.forEach(permission -> names.add(permission.name()));
          return Set.copyOf(names);
        });
  }

  @Override
  public Optional<Actor> actor(HttpServletRequest request) {
    return Visit.principal(request).map(who -> who.toActor(request.getRemoteAddr()));
  }
}
