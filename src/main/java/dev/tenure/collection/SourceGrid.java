package dev.tenure.collection;

import dev.tenure.platform.Actor;
import dev.tenure.platform.Level;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists phone systems with how they fare. Resellers see their own; Support sees all (B5). */
@Component
public class SourceGrid {

  private static final int CHUNK = 1000;

  private final SourceGridStore store;

  SourceGrid(SourceGridStore store) {
    this.store = store;
  }

  /**
   * One page.
   *
   * @throws Refused as not found, when it asks for more than the reader may see
   */
  @Transactional(readOnly = true)
  public SourcePage page(SourceQuery query, Actor reader) {
    allow(query, reader);
    Map<SourceState, Long> counts = store.counts(query, detailed(reader));
    long total =
        query
            .state()
            .map(state -> counts.getOrDefault(state, 0L))
            .orElseGet(() -> counts.values().stream().mapToLong(Long::longValue).sum());
    return new SourcePage(store.lines(query, detailed(reader)), counts, total, query);
  }

  /**
   * How one phone system fares, without the cause of what is wrong.
   *
   * @throws Refused as not found
   */
  public SourceLine line(Source source) {
    return store.line(source.id()).orElseThrow(SourceId::unknown);
  }

  /** Hands every matching phone system to {@code sink}, in order, from one snapshot. */
  @Transactional(readOnly = true)
  public void each(SourceQuery query, Actor reader, Consumer<SourceLine> sink) {
    allow(query, reader);
    int page = 1;
    int found;
    do {
      List<SourceLine> lines = store.lines(query.at(page++, CHUNK), detailed(reader));
      lines.forEach(sink);
      found = lines.size();
    } while (found == CHUNK);
  }

  private static boolean detailed(Actor reader) {
    return reader.level() == Level.SUPPORT;
  }

  private static void allow(SourceQuery query, Actor reader) {
    boolean allowed =
        switch (reader.level()) {
          case SUPPORT, SYSTEM -> true;
          case RESELLER -> query.reseller() != null && query.reseller().equals(reader.reseller());
          case CUSTOMER -> false;
        };
    if (!allowed) {
      throw new Refused(new Refusal.NotFound("reseller"));
    }
  }
}
