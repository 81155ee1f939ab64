package dev.tenure.collection;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/** The encoding of a queue_log, by its name. */
public final class LogCharset {

  private LogCharset() {}

  /** The encoding of that name, as {@code ISO-8859-2}; empty if there is none. */
  public static Optional<Charset> named(String word) {
    try {
      return Optional.of(Charset.forName(word.strip()));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException none) {
      return Optional.empty();
    }
  }
}
