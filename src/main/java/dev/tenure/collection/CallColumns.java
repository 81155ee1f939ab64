package dev.tenure.collection;

import dev.tenure.collection.live.CallColumnStore;
import dev.tenure.platform.PersonId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which columns somebody wants to see in lists of calls, by words of the list's own. */
@Component
public class CallColumns {

  private final CallColumnStore store;

  CallColumns(CallColumnStore store) {
    this.store = store;
  }

  /** The person's choice; empty for somebody who never chose. */
  public List<String> of(PersonId person) {
    return store.read(person);
  }

  /** Remembers a choice; an empty one is forgotten. */
  public void choose(PersonId person, List<String> columns) {
    store.write(person, columns);
  }
}
