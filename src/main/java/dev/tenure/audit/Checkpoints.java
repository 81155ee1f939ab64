package dev.tenure.audit;

import dev.tenure.audit.checkpoint.Held;
import dev.tenure.audit.keys.VerifyingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where checkpoints are, how often they are taken, and which ones somebody holds in their hands.
 */
@Component
record Checkpoints(
    @Value("${tenure.trail.checkpoints:${tenure.data:data}/checkpoints}") Path directory,
    @Value("${tenure.trail.checkpoint-every:5s}") Duration every,
    @Value("${tenure.trail.held:}") String heldFile) {

  /**
   * The statements in the file {@code tenure.trail.held}, as they came by mail or webhook.
   *
   * @throws IllegalStateException when the file can't be read or says something else
   */
  List<Held> held(List<VerifyingKey> known) {
    if (heldFile.isBlank()) {
      return List.of();
    }
    Map<String, VerifyingKey> keys =
        known.stream().collect(Collectors.toMap(VerifyingKey::id, key -> key, (one, same) -> one));
    try {
      return Files.readAllLines(Path.of(heldFile)).stream()
          .filter(line -> !line.isBlank())
          .map(line -> Statement.parse(line, keys))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("tenure.trail.held can't be read", unreadable);
    }
  }
}
