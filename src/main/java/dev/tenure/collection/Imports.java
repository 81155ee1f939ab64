package dev.tenure.collection;

import dev.tenure.platform.Actor;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The imports of queue_logs that there were, also those whose process died (B5, F1). */
@Component
public class Imports {

  /** One page of something, and how much of it there is on all pages. */
  public record Found<T>(List<T> rows, long total) {
    /** Copies the rows. */
    public Found {
      rows = List.copyOf(rows);
    }
  }

  private final Sources sources;
  private final ImportStore store;

  Imports(Sources sources, ImportStore store) {
    this.sources = sources;
    this.store = store;
  }

  /**
   * One page of a phone system's imports.
   *
   * @throws Refused as not found
   */
  public Found<ImportLine> page(ImportQuery query, Actor reader) {
    sources.require(query.source(), reader);
    return new Found<>(store.lines(query), store.count(query));
  }

  /**
   * One import of that phone system.
   *
   * @throws Refused as not found
   */
  public ImportLine require(SourceId source, String run, Actor reader) {
    sources.require(source, reader);
    return id(run)
        .flatMap(id -> store.line(source, id))
        .orElseThrow(() -> new Refused(new Refusal.NotFound("import")));
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    }
  }

  /** How many lines that import left out, by reason: a word of docs/intake.md. */
  public Map<String, Long> reasons(ImportLine run) {
    return store.reasons(run.id());
  }

  /**
   * One page of the lines that an import left out; the first {@link ImportReport#MOST_EXAMPLES}.
   */
  public Found<ImportReport.Skipped> skipped(SkipQuery query) {
    return new Found<>(store.skipped(query), store.count(query));
  }
}
