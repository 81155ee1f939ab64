package dev.tenure.audit;

import dev.tenure.audit.checkpoint.Held;
import dev.tenure.audit.checkpoint.Reading;
import dev.tenure.audit.keys.TrailKeys;
import dev.tenure.platform.verify.LawCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * F4: compares the trail with its keyed seals and with the checkpoints outside of the database, so
 * that the database's owner can't change it unseen.
 */
@Component
class KeyedTrail implements LawCheck {

  private final AuditReadStore store;
  private final CheckpointStore heads;
  private final Checkpoints checkpoints;
  private final TrailKeys keys;
  private final TransactionTemplate snapshot;

  KeyedTrail(
      AuditReadStore store,
      CheckpointStore heads,
      Checkpoints checkpoints,
      TrailKeys keys,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.heads = heads;
    this.checkpoints = checkpoints;
    this.keys = keys;
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @Override
  public String rule() {
    return "F4";
  }

  @Override
  public String sentence() {
    return "the audit trail is what its keys and its checkpoints outside of the database say";
  }

  @Override
  public Outcome run() {
    Reading reading = read(null);
    if (!reading.problems().isEmpty()) {
      return new Outcome(reading.marks().checkpoints(), reading.problems());
    }
    KeyedCheck check = new KeyedCheck(keys, reading.marks());
    snapshot.executeWithoutResult(status -> store.eachLinked(null, check::entry));
    check.allSeen();
    return new Outcome(check.checked(), check.violation().stream().toList(), notes(reading, check));
  }

  /**
   * The checkpoints. They are read after what the database remembers of them and before the
   * entries: then neither can be ahead of what is compared with it.
   */
  Reading read(@Nullable UUID chain) {
    List<Held> held = new ArrayList<>(checkpoints.held(keys.verifying()));
    held.addAll(heads.remembered());
    return Reading.of(checkpoints.directory(), keys.verifying(), held, chain);
  }

  /** What is to be said of the trail besides. */
  List<String> notes(Reading reading, KeyedCheck check) {
    List<String> notes = new ArrayList<>();
    if (keys.verifying().isEmpty()) {
      notes.add(
          "NOT KEYED: there is no trail key, so that the database's owner could rewrite the trail"
              + " unseen; set tenure.trail.key");
    } else if (!reading.marks().begun()) {
      notes.add(
          "there is no checkpoint in %s yet: a cut end or a missing chain can't be found"
              .formatted(checkpoints.directory()));
    }
    notes.addAll(reading.notes());
    notes.addAll(check.notes());
    return notes;
  }
}
