package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;

/** One call as facts are kept of it: of one source and customer, within one service period. */
record CallKey(SourceId source, CustomerId customer, String ref, Service service) {}
