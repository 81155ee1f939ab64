package dev.tenure.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.Content;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FormatsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T21:00:00Z");

  private Texts texts;
  private Formats formats;

  @BeforeEach
  void london() throws IOException {
    texts = new Texts(Bundles.messageSource());
    formats = new Formats(texts, ZoneId.of("Europe/London"), NOW);
  }

  @Test
  @DisplayName("A span names its two largest units, and never a unit that is nought")
  void span() {
    assertThat(formats.span(Duration.parse("P7DT3H20M"))).isEqualTo("7 days 3 hours");
    assertThat(formats.span(Duration.parse("P1DT0H20M"))).isEqualTo("1 day");
    assertThat(formats.span(Duration.parse("PT1H1M59S"))).isEqualTo("1 hour 1 minute");
    assertThat(formats.span(Duration.ofSeconds(59))).isEqualTo("59 seconds");
    assertThat(formats.span(Duration.ofMillis(3))).isEqualTo("1 second");
    assertThat(formats.span(Duration.ofDays(1500))).isEqualTo("1,500 days");
  }

  @Test
  @DisplayName("An instant reads as ahead of or behind the present")
  void relative() {
    assertThat(formats.relative(Instant.parse("2026-11-30T00:00:00Z")))
        .isEqualTo("in 7 days 3 hours");
    assertThat(formats.relative(NOW.minusSeconds(7500))).isEqualTo("2 hours 5 minutes ago");
  }

  @Test
  @DisplayName("Lateness reads in milliseconds, seconds, then spans")
  void lateness() {
    assertThat(formats.lateness(Duration.ofMillis(41))).isEqualTo("41 ms");
    assertThat(formats.lateness(Duration.ofMillis(1320))).isEqualTo("1.3 s");
    assertThat(formats.lateness(Duration.ofMinutes(125))).isEqualTo("2 hours 5 minutes");
  }

  @Test
  @DisplayName("Instants read in the zone, exact ones also in UTC to the microsecond")
  void instants() {
    Instant summer = Instant.parse("2026-07-01T11:30:15.000001Z");
    assertThat(formats.dateTime(summer)).isEqualTo("1 Jul 2026, 12:30");
    assertThat(formats.shortDate(summer)).isEqualTo("1 Jul");
    assertThat(formats.shortDate(LocalDate.of(2025, 9, 8))).isEqualTo("8 Sep 2025");
    assertThat(formats.iso(summer)).isEqualTo("2026-07-01T11:30:15.000001Z");
    assertThat(formats.utc(summer)).isEqualTo("2026-07-01 11:30:15.000001 UTC");
    assertThat(formats.utc(Instant.parse("2026-11-30T00:00:00Z")))
        .isEqualTo("2026-11-30 00:00 UTC");
    assertThat(formats.exact(summer))
        .isEqualTo("Wed 1 Jul 2026 12:30:15.000001 Europe/London = 2026-07-01T11:30:15.000001Z");
    assertThat(formats.in(ZoneId.of("Asia/Kathmandu")).time(summer)).isEqualTo("17:15");
  }

  @Test
  @DisplayName("A running clock shows hours only when there are any")
  void clock() {
    assertThat(formats.clock(Duration.ofSeconds(192))).isEqualTo("3:12");
    assertThat(formats.clock(Duration.ofSeconds(3792))).isEqualTo("1:03:12");
    assertThat(formats.clock(Duration.ofSeconds(-5))).isEqualTo("0:00");
  }

  @Test
  @DisplayName("Marks in a pattern become elements, marks and tags in an argument stay text")
  void rich() {
    assertThat(html(texts.rich("platform.zone", "**a** <b> __c__ O’Neill & Sons")))
        .isEqualTo("Times in **a** &lt;b&gt; __c__ O’Neill &amp; Sons");
  }

  @Test
  @DisplayName("An address carries the view's state, encoded, without what is empty")
  void address() {
    Address address = new Address("/list", Map.of("q", "Bäcker & {x}+ä", "sort", ""));
    assertThat(address).hasToString("/list?q=B%C3%A4cker%20%26%20%7Bx%7D%2B%C3%A4");
    assertThat(address.with("dir", "desc").without("q")).hasToString("/list?dir=desc");
  }

  private static String html(Content content) {
    StringOutput output = new StringOutput();
    content.writeTo(output);
    return output.toString();
  }

  @Test
  @DisplayName("A right-to-left name is isolated in its sentence, and others are unchanged")
  void apart() {
    String name = "\u05D0\u05D1 (3)";
    assertThat(texts.of("reseller.licences.holds", name)).contains("\u2068" + name + "\u2069");
    assertThat(texts.of("reseller.licences.holds", "Acme (3)"))
        .contains("Acme (3)")
        .doesNotContain("\u2068");
    StringOutput html = new StringOutput();
    texts.rich("reseller.licences.holds", name).writeTo(html);
    assertThat(html.toString()).contains("<bdi>" + name + "</bdi>").doesNotContain("\u2068");
  }
}
