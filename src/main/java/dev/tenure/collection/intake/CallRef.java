package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.CustomerId;

/** One call as its source tells it, in whatever service period. */
record CallRef(SourceId source, CustomerId customer, String ref) implements FactRef {
  SourceCall asTold() {
    return new SourceCall(source, ref);
  }
}
