package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Happening;
import dev.tenure.platform.CustomerId;

/** What facts are kept of, as its source names it: a call or an agent of a customer. */
sealed interface FactRef permits CallRef, AgentRef {
  SourceId source();

  CustomerId customer();

  String ref();

  /** Whom an event of the source tells of. */
  static FactRef of(SourceId source, CustomerId customer, Event event) {
    return switch (event.what()) {
      case Happening.OnCall onCall -> new CallRef(source, customer, onCall.call());
      case Happening.OnAgent onAgent -> new AgentRef(source, customer, onAgent.agent());
    };
  }
}
