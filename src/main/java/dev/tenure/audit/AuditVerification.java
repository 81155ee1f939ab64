package dev.tenure.audit;

import dev.tenure.audit.checkpoint.Reading;
import dev.tenure.audit.keys.TrailKeys;
import dev.tenure.platform.verify.LawCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** F2: recomputes chains and names the first entry that does not fit. */
@Component
public class AuditVerification implements LawCheck {

  /**
   * What was found.
   *
   * @param checked how many entries were recomputed
   * @param violation the first entry that doesn't fit, empty when all do
   * @param sealed how many have a keyed seal
   * @param notes what should be known besides, a sentence for each
   */
  public record Result(long checked, Optional<String> violation, long sealed, List<String> notes) {
    /** Copies the list. */
    public Result {
      notes = List.copyOf(notes);
    }
  }

  private final AuditReadStore store;
  private final KeyedTrail keyed;
  private final TrailKeys keys;
  private final TransactionTemplate snapshot;

  AuditVerification(
      AuditReadStore store,
      KeyedTrail keyed,
      TrailKeys keys,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.keyed = keyed;
    this.keys = keys;
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  @Override
  public String rule() {
    return "F2";
  }

  @Override
  public String sentence() {
    return "each entry of the audit trail fits the one before it";
  }

  @Override
  public Outcome run() {
    Result result = verify(null, linked -> {});
    return new Outcome(result.checked(), result.violation().stream().toList());
  }

  /** Recomputes one chain as it stands now, and compares it with its seals and checkpoints (F4). */
  public Result chain(UUID chain) {
    Reading reading = keyed.read(chain);
    KeyedCheck seals = new KeyedCheck(keys, reading.marks());
    Result result = snapshot.execute(status -> verify(chain, linked -> seals.entry(linked)));
    seals.allSeen();
    List<String> problems = new ArrayList<>(reading.problems());
    result.violation().ifPresent(problems::add);
    seals.violation().ifPresent(problems::add);
    return new Result(
        result.checked(),
        problems.stream().findFirst(),
        seals.sealed(),
        keyed.notes(reading, seals));
  }

  private Result verify(@Nullable UUID chain, Consumer<AuditReadStore.Linked> also) {
    ChainCheck check = new ChainCheck();
    store.eachLinked(
        chain,
        linked -> {
          check.entry(linked);
          also.accept(linked);
        });
    check.end();
    store.eachHead(chain, check::head);
    check.allHeadsSeen();
    return check.result();
  }
}
