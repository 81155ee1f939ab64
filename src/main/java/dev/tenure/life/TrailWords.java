package dev.tenure.life;

import dev.tenure.account.ReasonCode;
import dev.tenure.platform.web.Page;
import java.time.Instant;
import java.util.regex.Pattern;

/** The trail's stable words as people read them. */
public final class TrailWords {

  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

  private TrailWords() {}

  /** A reason whose code stands in front of its text, with the code in words. */
  public static String reason(Page page, String recorded) {
    for (ReasonCode code : ReasonCode.values()) {
      String rest =
          recorded.startsWith(code.name()) ? recorded.substring(code.name().length()) : "-";
      if (rest.isEmpty() || rest.startsWith(":")) {
        return LifeWords.listed(page, code) + rest;
      }
    }
    return recorded;
  }

  /** What held before or after, with its instants in the page's zone. */
  public static String state(Page page, String recorded) {
    return INSTANT
        .matcher(recorded)
        .replaceAll(found -> page.formats().dateTime(Instant.parse(found.group())));
  }
}
