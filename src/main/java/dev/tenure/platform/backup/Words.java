package dev.tenure.platform.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The words behind a command: names, and options of the form {@code --name=value} or {@code
 * --name}.
 */
final class Words {

  private final String command;
  private final List<String> names = new ArrayList<>();
  private final Map<String, String> options = new HashMap<>();

  /**
   * Reads them.
   *
   * @param known the options that the command takes
   */
  Words(String command, Set<String> known, List<String> words) {
    this.command = command;
    for (String word : words) {
      if (!word.startsWith("--")) {
        names.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      String option = word.substring(2, equals < 0 ? word.length() : equals);
      if (!known.contains(option)) {
        throw BackupRefused.misused("%s knows no option '--%s'.".formatted(command, option));
      }
      options.put(option, equals < 0 ? "" : word.substring(equals + 1));
    }
  }

  /** The one name that the command takes. */
  Path name(String what) {
    if (names.size() != 1 || names.getFirst().isEmpty()) {
      throw BackupRefused.misused("%s takes one name: %s.".formatted(command, what));
    }
    return Path.of(names.getFirst()).toAbsolutePath().normalize();
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  Optional<String> text(String option) {
    return Optional.ofNullable(options.get(option)).filter(value -> !value.isBlank());
  }

  Optional<Path> path(String option) {
    return text(option).map(Path::of).map(Path::toAbsolutePath).map(Path::normalize);
  }

  OptionalInt number(String option) {
    Optional<String> value = text(option);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!value.get().matches("[1-9]\\d{0,4}")) {
      throw BackupRefused.misused(
          "--%s takes a number from 1 to 99999, not '%s'.".formatted(option, value.get()));
    }
    return OptionalInt.of(Integer.parseInt(value.get()));
  }
}
