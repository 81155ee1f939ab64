package dev.tenure.account;

import dev.tenure.platform.Characters;
import dev.tenure.platform.database.WrittenInstant;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The place between two rows where a page begins, or ends.
 *
 * @param backwards whether the page lies before the place
 * @param status the status whose customers the row was among, when they are sorted by status
 * @param key the row's sort key as text
 */
record GridCursor(boolean backwards, Optional<Status> status, String key, UUID id) {

  static Optional<GridCursor> parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", 4);
      return Optional.of(
              new GridCursor(
                  parts[0].equals("b"),
                  parts[1].isEmpty() ? Optional.empty() : Optional.of(Status.valueOf(parts[1])),
                  parts[3],
                  UUID.fromString(parts[2])))
          .filter(cursor -> Characters.inSecret(cursor.key).isEmpty());
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException notACursor) {
      // Somebody's hand was in the address bar: the first page is as good an answer as any.
      return Optional.empty();
    }
  }

  /** Whether it is a place in a list that is sorted like this. */
  boolean isIn(GridQuery.Sort sort) {
    return sort != GridQuery.Sort.CREATED || WrittenInstant.is(key);
  }

  String text() {
    String plain =
        (backwards ? "b" : "f")
            + "\n"
            + status.map(Status::name).orElse("")
            + "\n"
            + id
            + "\n"
            + key;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
