package dev.tenure.phones;

import dev.tenure.collection.LinkedSources.Verdict;
import dev.tenure.collection.SourceKind;
import dev.tenure.collection.SourceState;
import dev.tenure.platform.web.Page;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words for what phone systems are and do. */
public final class PhoneWords {

  private static final Duration CLOCK_OFF = Duration.ofSeconds(2);

  private PhoneWords() {}

  public static String kind(Page page, SourceKind kind) {
    return page.text("phones.kind." + kind);
  }

  public static String state(Page page, SourceState state) {
    return page.text("phones.state." + state);
  }

  /** The colour of a state. */
  public static String tone(SourceState state) {
    return switch (state) {
      case WORKING -> "ok";
      case LATE, SILENT -> "hold";
      case CONNECTING -> "info";
      case WAITING, REFUSED -> "bad";
      case RESTING -> "end";
    };
  }

  /** The colour of what a test found. */
  public static String tone(Verdict verdict) {
    return switch (verdict) {
      case WORKS -> "ok";
      case IMPROVE -> "hold";
      case FAILS -> "bad";
    };
  }

  /** "12.5", or "–" for none. */
  public static String rate(double perSecond) {
    return perSecond <= 0 ? "–" : String.format(Locale.UK, "%,.1f", perSecond);
  }

  /** "3 seconds ahead of ours". */
  public static String clock(Page page, Duration ahead) {
    if (ahead.abs().compareTo(CLOCK_OFF) <= 0) {
      return page.text("phones.clock.right");
    }
    return page.text(
        ahead.isNegative() ? "phones.clock.behind" : "phones.clock.ahead",
        page.formats().span(ahead));
  }

  /** What to type as a port, by kind. */
  public static String ports(Page page) {
    return linked().stream()
        .map(kind ->
            page.text(
                "phones.port-of",
                kind(page, kind),
                String.valueOf(kind.usualPort(false)),
                String.valueOf(kind.usualPort(true))))
        .collect(Collectors.joining("; "));
  }

  private static List<SourceKind> linked() {
    return Arrays.stream(SourceKind.values()).filter(SourceKind::linked).toList();
  }
}
