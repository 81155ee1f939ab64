package dev.tenure.delivery;

import dev.tenure.account.Effect;
import dev.tenure.account.EffectHandler;
import dev.tenure.account.EffectKind;
import dev.tenure.account.StoppedAccounts;
import dev.tenure.identity.Sessions;
import dev.tenure.platform.web.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Clears the sessions of stopped accounts away (B1). They are refused from the commit on without
 * this, since every request reads the dial; what it leaves is order, and a number for the timeline.
 */
@Component
class CloseSessions implements EffectHandler {

  private final StoppedAccounts stopped;
  private final ObjectProvider<Sessions> sessions;
  private final Texts texts;

  CloseSessions(StoppedAccounts stopped, ObjectProvider<Sessions> sessions, Texts texts) {
    this.stopped = stopped;
    this.sessions = sessions;
    this.texts = texts;
  }

  @Override
  public String kind() {
    return EffectKind.CLOSE_SESSIONS;
  }

  @Override
  public boolean irreversible() {
    // Those whose access is off are refused anyway; letting them in again costs them a sign-in.
    return false;
  }

  @Override
  public Map<UUID, String> carryOut(List<Effect> batch) {
    Set<UUID> off = stopped.among(batch.stream().map(Effect::account).toList());
    Map<UUID, Integer> signedOut =
        off.isEmpty() ? Map.of() : sessions.getObject().closeStopped(off);
    Map<UUID, String> outcomes = new HashMap<>();
    for (Effect effect : batch) {
      outcomes.put(
          effect.id(),
          off.contains(effect.account())
              ? texts.of("delivery.signed-out", signedOut.getOrDefault(effect.account(), 0))
              : texts.of("delivery.no-longer-needed"));
    }
    return outcomes;
  }
}
