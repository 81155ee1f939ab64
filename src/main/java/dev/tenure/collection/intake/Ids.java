package dev.tenure.collection.intake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of rows, as the database's uuidv7() makes them: they sort by the time of their making. */
final class Ids {

  private Ids() {}

  static UUID next(Instant now) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    long fraction = Math.floorMod(micros, 1000L) * 4096L / 1000L;
    long high = Math.floorDiv(micros, 1000L) << 16 | 0x7000L | fraction;
    return new UUID(high, random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
  }
}
