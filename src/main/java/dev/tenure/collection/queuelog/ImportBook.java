package dev.tenure.collection.queuelog;

import dev.tenure.collection.ImportReport;
import dev.tenure.collection.SourceId;
import java.util.List;
import java.util.UUID;

/** Where it is written down how one import fares, while it does. For one thread. */
final class ImportBook {

  private final ImportBookStore store;
  private final UUID run;
  private int named;

  /** It begins. */
  ImportBook(ImportBookStore store, SourceId source, String files, String by) {
    this.store = store;
    this.run = store.begin(source, files, by);
  }

  UUID run() {
    return run;
  }

  /** So much is done and durable. */
  void moved(long bytes, ImportReport report) {
    List<ImportReport.Skipped> examples = report.examples();
    if (examples.size() > named) {
      store.named(run, named, examples.subList(named, examples.size()));
      named = examples.size();
    }
    store.moved(run, bytes, report);
  }

  /** It is over. */
  void ended(long bytes, ImportReport report, boolean whole) {
    moved(bytes, report);
    store.ended(run, whole);
  }
}
