package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.CustomerId;

/** One agent as its source tells it, in whatever service period. */
record AgentRef(SourceId source, CustomerId customer, String ref) implements FactRef {}
