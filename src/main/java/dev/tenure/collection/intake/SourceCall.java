package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import java.util.Comparator;

/** One call as its source tells it, of whichever customers. */
record SourceCall(SourceId source, String ref) {

  static final Comparator<SourceCall> ORDER =
      Comparator.comparing((SourceCall call) -> call.source().value())
          .thenComparing(SourceCall::ref);
}
