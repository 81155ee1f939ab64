package dev.tenure.collection.intake;

import dev.tenure.collection.model.Event;
import dev.tenure.platform.CustomerId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a transaction added to the journal, whose facts are to follow.
 *
 * @param id of the row that says so until they have
 * @param items new events, none twice
 * @param stamps of the customers' service periods at that time; one that is missing fits nothing
 */
record News(UUID id, List<Item> items, Map<CustomerId, String> stamps) {

  /** An event, and whom it tells of. */
  record Item(FactRef of, Event event) {}

  /** Of what can't be said any more whether the service periods are as they were. */
  static final String UNKNOWN_STAMP = "";
}
