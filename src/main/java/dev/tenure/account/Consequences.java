package dev.tenure.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Writes what follows from new intents: timeline, fold, service period, facts beyond T, effects
 * (A11).
 */
@Component
class Consequences {

  private static final String[] ACCESS_ENDS = {EffectKind.CLOSE_SESSIONS};
  private static final String[] SERVICE_ENDS = {
    EffectKind.CLOSE_SESSIONS, EffectKind.CUT_FACTS, EffectKind.NOTIFY_RESELLER
  };
  private static final String[] NEWS = {EffectKind.NOTIFY_RESELLER};

  private final AccountStore accounts;
  private final IntentStore intents;
  private final EffectStore effects;
  private final List<ServiceCut> cuts;

  Consequences(
      AccountStore accounts, IntentStore intents, EffectStore effects, List<ServiceCut> cuts) {
    this.accounts = accounts;
    this.intents = intents;
    this.effects = effects;
    this.cuts = List.copyOf(cuts);
  }

  void write(Account account, Timeline life, List<Intent> added, Change change) {
    UUID id = account.id().value();
    accounts.writeFold(account.id(), life.fold(), added.getLast().version(), change);
    for (Intent intent : added) {
      intents.append(id, intent);
      follow(account, intent);
    }
    intents.signal(id);
  }

  private void follow(Account account, Intent intent) {
    UUID id = account.id().value();
    Instant recorded = intent.recordedAt();
    Instant serviceFrom = account.timeline().fold().serviceFrom();
    switch (intent.kind()) {
      case HOLD_PLACED -> effects.add(id, intent.version(), ACCESS_ENDS, recorded);
      case HOLD_LIFTED -> {
        // Access comes back by itself: every request reads the dial (B3).
      }
      case TERMINATION_SET, TERMINATION_MOVED -> {
        effects.supersedePending(id, recorded);
        cuts.forEach(cut -> cut.cut(account.id(), intent.effectiveAt()));
        accounts.endPeriod(account.id(), serviceFrom, intent.effectiveAt());
        effects.add(id, intent.version(), SERVICE_ENDS, intent.effectiveAt());
        if (!intent.terminatesNow()) {
          effects.add(id, intent.version(), NEWS, recorded);
        }
      }
      case TERMINATION_WITHDRAWN -> {
        effects.supersedePending(id, recorded);
        accounts.endPeriod(account.id(), serviceFrom, null);
        effects.add(id, intent.version(), NEWS, recorded);
      }
      case REINSTATED -> {
        accounts.openPeriod(account.id(), intent.effectiveAt());
        effects.add(id, intent.version(), NEWS, recorded);
      }
      case CREATED ->
          throw new IllegalStateException("An account is created once: " + account.id());
    }
  }
}
