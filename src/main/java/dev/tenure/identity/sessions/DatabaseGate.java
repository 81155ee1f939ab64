package dev.tenure.identity.sessions;

import dev.tenure.identity.AccessGate;
import dev.tenure.identity.IdentitySettings;
import dev.tenure.identity.SessionId;
import dev.tenure.identity.Standing;
import dev.tenure.platform.database.Use;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The gate: one query joins session, person and the account's dial; nothing is remembered (B2). */
@Component
class DatabaseGate implements AccessGate {

  private static final Standing NO_SESSION = new Standing.NoSession();

  private final GateStore store;
  private final IdentitySettings settings;

  DatabaseGate(GateStore store, IdentitySettings settings) {
    this.store = store;
    this.settings = settings;
  }

  @Override
  public Standing admit(String token) {
    return Use.GATE.call(() ->
        store
            .byToken(new Token(token))
            .map(row -> {
              touch(List.of(row));
              return judge(row);
            })
            .orElse(NO_SESSION));
  }

  @Override
  public Standing check(SessionId session) {
    return check(List.of(session)).getOrDefault(session, NO_SESSION);
  }

  @Override
  public Map<SessionId, Standing> check(Collection<SessionId> sessions) {
    return Use.GATE.call(() -> judged(sessions));
  }

  private Map<SessionId, Standing> judged(Collection<SessionId> sessions) {
    Map<SessionId, Standing> answers = new HashMap<>();
    sessions.forEach(session -> answers.put(session, NO_SESSION));
    List<GateStore.Row> rows = store.byIds(sessions);
    rows.forEach(row -> answers.put(row.session(), judge(row)));
    touch(rows);
    return answers;
  }

  private Standing judge(GateStore.Row row) {
    var principal = row.member().principal(row.session());
    return row.stopped()
        ? new Standing.Stopped(principal, row.member().contact(settings.supportContact()))
        : new Standing.Admitted(principal);
  }

  private void touch(List<GateStore.Row> rows) {
    List<SessionId> stale = new ArrayList<>();
    for (GateStore.Row row : rows) {
      if (row.stale() && !row.stopped()) {
        stale.add(row.session());
      }
    }
    if (!stale.isEmpty()) {
      store.touch(stale, settings.session().idle());
    }
  }
}
