package dev.tenure.collection.queuelog;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tenure.collection.intake.Canonical;
import java.time.ZoneId;

class QueueLogFuzzTest {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  /** Any file is read to its end, and makes events that the intake takes. */
  @FuzzTest(maxDuration = "3m")
  void anyFile(FuzzedDataProvider data) {
    ZoneId zone = data.consumeBoolean() ? LONDON : null;
    new Imported()
        .read(zone, data.consumeRemainingAsBytes())
        .told
        .forEach(told -> Canonical.event(told.event()));
  }
}
