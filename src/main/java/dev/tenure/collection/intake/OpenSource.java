package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.util.Map;

/**
 * A source that has shown its key.
 *
 * @param reseller whose source it is
 * @param customers by account code; '' is the one of events without (C8)
 */
record OpenSource(SourceId id, ResellerId reseller, Map<String, CustomerId> customers) {}
