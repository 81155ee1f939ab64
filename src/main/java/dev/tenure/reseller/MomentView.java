package dev.tenure.reseller;

import dev.tenure.account.Moment;
import dev.tenure.account.Words;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import gg.jte.Content;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a picked date and time mean, in words (A8).
 *
 * @param sentence local date and time, zone, UTC, how long until, last full day of service
 * @param clocks what the zone's clocks do to the picked time; null when they show it once
 * @param past whether it is no longer to come
 */
public record MomentView(Content sentence, @Nullable Content clocks, boolean past) {

  private static final int LONGEST = 40;

  /**
   * Reads the fields {@code date} and {@code time} of a form; no time means 00:00.
   *
   * @throws dev.tenure.platform.Refused as invalid, naming the field
   */
  static Moment read(Typed typed, ZoneId zone) {
    return Moment.resolve(DetailsForm.date(typed, "date"), time(typed.get("time")), zone);
  }

  private static @Nullable LocalTime time(String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      LocalTime time = LocalTime.parse(text);
      if (time.truncatedTo(ChronoUnit.MICROS).equals(time)) {
        return time;
      }
    } catch (DateTimeParseException notATime) {
      // Refused below, as is a time finer than a microsecond.
    }
    throw Words.invalid(
        "time",
        "time-unknown",
        "%s is not a valid time. Enter it as 17:30."
            .formatted(text.substring(0, Math.min(text.length(), LONGEST))));
  }

  static MomentView of(Page page, Moment moment) {
    Formats formats = page.formats();
    String picked = formats.time(moment.picked().toLocalTime());
    String shown = formats.time(moment.instant());
    Content clocks =
        switch (moment.clocks()) {
          case ORDINARY -> null;
          case SKIPPED ->
              page.rich(
                  "reseller.moment.skipped",
                  formats.weekday(moment.picked().toLocalDate()),
                  picked,
                  formats.weekday(moment.instant()),
                  shown);
          case REPEATED -> page.rich("reseller.moment.repeated", picked);
        };
    boolean past = !moment.instant().isAfter(page.now());
    return new MomentView(
        page.rich(
            past ? "reseller.moment.past" : "reseller.moment.coming",
            formats.weekday(moment.instant()),
            shown,
            formats.zone().getId(),
            formats.utc(moment.instant()),
            formats.relative(moment.instant()),
            formats.weekday(moment.lastFullDay())),
        clocks,
        past);
  }
}
