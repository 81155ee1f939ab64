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
  private static final String[] NOTHING = {};
  private static final String[] NEWS = {EffectKind.NOTIFY_RESELLER};

  private final AccountStore accounts;
  private final IntentStore intents;
  private final PeriodStore periods;
  private final EffectStore effects;
  private final List<ServiceCut> cuts;

  Consequences(
      AccountStore accounts,
      IntentStore intents,
      PeriodStore periods,
      EffectStore effects,
      List<ServiceCut> cuts) {
    this.accounts = accounts;
    this.intents = intents;
    this.periods = periods;
    this.effects = effects;
    this.cuts = List.copyOf(cuts);
  }

  void write(Account account, Timeline life, List<Intent> added, Change change) {
    added.forEach(intent -> follow(account, intent));
    Intent newest = added.getLast();
    for (Intent intent : added.subList(0, added.size() - 1)) {
      intents.append(account.id().value(), intent, effects(intent));
    }
    accounts.write(account.id(), life.fold(), change, newest, effects(newest));
  }

  private void follow(Account account, Intent intent) {
    UUID id = account.id().value();
    Instant serviceFrom = account.timeline().fold().serviceFrom();
    switch (intent.kind()) {
      case HOLD_PLACED, HOLD_LIFTED -> {
        // Every request reads the dial, so access ends and comes back by itself (B1, B3).
      }
      case TERMINATION_SET, TERMINATION_MOVED -> {
        effects.supersedePending(id, intent.recordedAt());
        cuts.forEach(cut -> cut.cut(account.id(), intent.effectiveAt()));
        periods.end(account.id(), serviceFrom, intent.effectiveAt());
        if (!intent.terminatesNow()) {
          effects.add(id, intent.version(), NEWS, intent.recordedAt());
        }
      }
      case TERMINATION_WITHDRAWN -> {
        effects.supersedePending(id, intent.recordedAt());
        periods.end(account.id(), serviceFrom, null);
      }
      case REINSTATED -> periods.open(account.id(), intent.effectiveAt());
      case CREATED ->
          throw new IllegalStateException("An account is created once: " + account.id());
    }
  }

  /** What is to be done when the intent takes effect. */
  private static String[] effects(Intent intent) {
    return switch (intent.kind()) {
      case HOLD_PLACED -> ACCESS_ENDS;
      case TERMINATION_SET, TERMINATION_MOVED -> SERVICE_ENDS;
      case TERMINATION_WITHDRAWN, REINSTATED -> NEWS;
      case CREATED, HOLD_LIFTED -> NOTHING;
    };
  }
}
