package dev.tenure.collection.connect;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.told.Known;
import dev.tenure.collection.told.Receiver;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What outlives a connection, without a database: nothing is in progress at the beginning. */
class Remembered implements LinkMemory {

  int givenUp;

  @Override
  public Known known(SourceId source, Instant heardUntil) {
    return new Known(List.of(), List.of(), heardUntil);
  }

  @Override
  public Optional<Instant> heardUntil(SourceId source) {
    return Optional.empty();
  }

  @Override
  public Map<String, Receiver> receivers(SourceId source) {
    return Map.of("", new Receiver("someone", Instant.EPOCH));
  }

  @Override
  public void givenUp(SourceId source) {
    givenUp++;
  }

  @Override
  public void save(SourceId source, Health health) {}

  @Override
  public void gap(SourceId source, Instant from, @Nullable Instant to) {}
}
