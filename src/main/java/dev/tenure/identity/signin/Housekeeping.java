package dev.tenure.identity.signin;

import dev.tenure.platform.Serving;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes rows that no query counts any more; nothing depends on when. */
@Component
@Serving
class Housekeeping {

  private final HousekeepingStore store;

  Housekeeping(HousekeepingStore store) {
    this.store = store;
  }

  @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT10M")
  void tidy() {
    store.deleteEnded();
  }
}
