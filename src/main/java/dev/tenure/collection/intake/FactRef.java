package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.CustomerId;

/** What facts are kept of, as its source names it: a call or an agent of a customer. */
sealed interface FactRef permits CallRef, AgentRef {
  SourceId source();

  CustomerId customer();

  String ref();
}
