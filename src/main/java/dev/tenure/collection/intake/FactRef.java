package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.CustomerId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What facts are kept of, as its source names it: a call or an agent of a customer. */
sealed interface FactRef permits CallRef, AgentRef {
  SourceId source();

  CustomerId customer();

  String ref();

  /** Of the call, or if that is null of the agent; as a row of the journal has them. */
  static FactRef of(
      SourceId source, CustomerId customer, @Nullable String call, @Nullable String agent) {
    return call == null
        ? new AgentRef(source, customer, Objects.requireNonNull(agent))
        : new CallRef(source, customer, call);
  }
}
