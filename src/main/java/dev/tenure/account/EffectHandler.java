package dev.tenure.account;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Carries out effects of one kind (A12). Repeating it does no harm, and it looks at the account's
 * present state first, since a schedule may have been moved or withdrawn meanwhile.
 */
public interface EffectHandler {

  /** The kind it answers for, for example {@code close-sessions}. */
  String kind();

  /**
   * Whether what it does can't be taken back: then it isn't done while the clock is in doubt, but
   * afterwards (A16).
   */
  boolean irreversible();

  /**
   * Carries out all of the batch inside one transaction, with set-based SQL where it can. If it
   * throws, the transaction is rolled back and the batch is tried again one by one.
   *
   * @return by effect id, what was done in a few words for the timeline ("3 people signed out")
   */
  Map<UUID, String> carryOut(List<Effect> batch);
}
