package dev.tenure.audit;

import dev.tenure.platform.verify.LawCheck;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** F2: recomputes chains and names the first entry that does not fit. */
@Component
public class AuditVerification implements LawCheck {

  /**
   * What was found.
   *
   * @param checked how many entries were recomputed
   * @param violation the first entry that doesn't fit, empty when all do
   */
  public record Result(long checked, Optional<String> violation) {}

  private final AuditReadStore store;

  AuditVerification(AuditReadStore store) {
    this.store = store;
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
    Result result = verify(null);
    return new Outcome(result.checked(), result.violation().stream().toList());
  }

  /** Recomputes one chain as it stands now. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Result chain(UUID chain) {
    return verify(chain);
  }

  private Result verify(@Nullable UUID chain) {
    ChainCheck check = new ChainCheck();
    store.eachLinked(chain, check::entry);
    check.end();
    store.eachHead(chain, check::head);
    check.allHeadsSeen();
    return check.result();
  }
}
