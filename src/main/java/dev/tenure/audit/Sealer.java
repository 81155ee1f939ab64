package dev.tenure.audit;

import dev.tenure.audit.keys.TrailKey;
import dev.tenure.audit.keys.TrailKeys;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Seals what an entry says before it is sent (F4). Its place in the chain is known only once the
 * database holds the chain's head; that is what checkpoints are for.
 */
@Component
class Sealer {

  private final TrailKeys keys;
  private final long run = new SecureRandom().nextLong();
  private final AtomicLong number = new AtomicLong();

  Sealer(TrailKeys keys) {
    this.keys = keys;
  }

  /** Empty when there is no key. */
  Optional<Seal> seal(AuditEntry entry, byte[] rest) {
    return keys.sealing()
        .map(key -> {
          UUID nonce = new UUID(run, number.incrementAndGet());
          return new Seal(key.id(), nonce, mac(key, entry, nonce, rest));
        });
  }

  static byte[] mac(TrailKey key, AuditEntry entry, UUID nonce, byte[] rest) {
    return key.seal(AuditHash.unique(entry, nonce), rest);
  }
}
