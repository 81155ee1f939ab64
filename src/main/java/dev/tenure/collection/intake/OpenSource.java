package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.CustomerId;
import java.util.Map;

/**
 * A source that has shown its key.
 *
 * @param customers by account code; '' is the one of events without (C8)
 */
record OpenSource(SourceId id, Map<String, CustomerId> customers) {}
