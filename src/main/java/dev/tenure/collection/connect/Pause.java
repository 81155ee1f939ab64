package dev.tenure.collection.connect;

import java.time.Duration;

/** Waiting, so that tests needn't. */
@FunctionalInterface
interface Pause {

  void of(Duration time) throws InterruptedException;
}
