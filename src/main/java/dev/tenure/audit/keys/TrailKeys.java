package dev.tenure.audit.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The trail's keys: {@code tenure.trail.key}, the newest first and separated by commas, or else the
 * file {@code trail.key} in the data directory. That is made when the first entry is to be sealed,
 * where the data directory holds the database as well; beside a database of one's own there may be
 * several nodes, which must all have the same keys, and no secret is invented there.
 */
@Component
public class TrailKeys {

  /** Where the bundled PostgreSQL is, below the data directory. */
  private static final String BUNDLED = "postgres";

  private final KeyFile file;
  private final boolean configured;
  private final boolean made;

  /** What must be there for a key to be made beside it: the database, once it has been started. */
  private final Path besides;

  private final List<VerifyingKey> others;
  private volatile List<TrailKey> keys;
  private volatile boolean looked;

  @Autowired
  TrailKeys(
      @Value("${tenure.trail.key:}") String base64,
      @Value("${tenure.trail.public-key:}") String publicKeys,
      @Value("${tenure.data:data}") Path data,
      @Value("${tenure.database.url:}") String externalDatabase,
      @Value("${tenure.demo:false}") boolean demo) {
    file = new KeyFile(data);
    configured = !base64.isBlank();
    made = !configured && (demo || externalDatabase.isBlank());
    besides = demo ? data : data.resolve(BUNDLED);
    keys = words(base64).stream().map(each -> TrailKey.parse(each, "tenure.trail.key")).toList();
    others = words(publicKeys).stream().map(VerifyingKey::parse).toList();
  }

  private TrailKeys(List<TrailKey> keys, List<VerifyingKey> others) {
    this.file = new KeyFile(Path.of(""));
    this.configured = true;
    this.made = false;
    this.besides = Path.of("");
    this.keys = List.copyOf(keys);
    this.others = List.copyOf(others);
  }

  /** These and no others, the newest first. */
  public static TrailKeys of(String... base64) {
    return new TrailKeys(
        Arrays.stream(base64).map(each -> TrailKey.parse(each, "tenure.trail.key")).toList(),
        List.of());
  }

  /** These, and public halves of others that are lost. */
  public TrailKeys and(String... printed) {
    List<VerifyingKey> more = new ArrayList<>(others);
    Arrays.stream(printed).map(VerifyingKey::parse).forEach(more::add);
    return new TrailKeys(all(), more);
  }

  private static List<String> words(String setting) {
    return Arrays.stream(setting.split("[,\\s]+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  /** All of them, the newest first; none of them is made. */
  public List<TrailKey> all() {
    if (!looked && !configured) {
      synchronized (this) {
        if (!looked) {
          keys = file.read();
          looked = true;
        }
      }
    }
    return keys;
  }

  /** The one that seals, made if need be; empty if none can be. */
  public Optional<TrailKey> sealing() {
    List<TrailKey> there = all();
    if (there.isEmpty() && made && Files.isDirectory(besides)) {
      synchronized (this) {
        file.make();
        keys = file.read();
        there = keys;
      }
    }
    return there.stream().findFirst();
  }

  /** The one with that name, to check what was sealed with it. */
  public Optional<TrailKey> named(String id) {
    return all().stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** Whether the public half of that one is here, with or without its secret. */
  public boolean knows(String id) {
    return verifying().stream().anyMatch(key -> key.id().equals(id));
  }

  /** The public halves of all of them, and those of {@code tenure.trail.public-key}. */
  public List<VerifyingKey> verifying() {
    List<VerifyingKey> known = new ArrayList<>(others);
    all().forEach(key -> known.add(key.verifying()));
    return known;
  }
}
