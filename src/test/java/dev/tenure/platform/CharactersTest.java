package dev.tenure.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.Characters.Fault;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which characters may stand in what people type. */
class CharactersTest {

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("Ac\u0000me", Fault.CONTROL),
        Arguments.of("Ac\u001bme", Fault.CONTROL),
        Arguments.of("Ac\u007fme", Fault.CONTROL),
        Arguments.of("Ac\nme", Fault.LINE_BREAK),
        Arguments.of("Ac\r\nme", Fault.LINE_BREAK),
        Arguments.of("Ac\tme", Fault.LINE_BREAK),
        Arguments.of("Ac\u0085me", Fault.LINE_BREAK),
        Arguments.of("Ac\u2028me", Fault.LINE_BREAK),
        Arguments.of("Ac\u202eme", Fault.DIRECTION),
        Arguments.of("\u202aAcme\u202c", Fault.DIRECTION),
        Arguments.of("Ac\u2066me\u2069", Fault.DIRECTION),
        Arguments.of("Ac\u200fme", Fault.DIRECTION),
        Arguments.of("Ac\u200bme", Fault.INVISIBLE),
        Arguments.of("Ac\u200dme", Fault.INVISIBLE),
        Arguments.of("Ac\u200cme", Fault.INVISIBLE),
        Arguments.of("Ac\u00adme", Fault.INVISIBLE),
        Arguments.of("\ufeffAcme", Fault.INVISIBLE),
        Arguments.of("Ac\u2060me", Fault.INVISIBLE),
        Arguments.of("Acme\ufe0f", Fault.INVISIBLE),
        Arguments.of("\u3164", Fault.INVISIBLE),
        Arguments.of("\u2800\u2800", Fault.INVISIBLE),
        Arguments.of("Ac\ue000me", Fault.INVISIBLE),
        Arguments.of("Acme\udb40\udc41", Fault.INVISIBLE),
        Arguments.of("Ac\ufffdme", Fault.UNDECODABLE),
        Arguments.of("Ac\ud800me", Fault.UNDECODABLE),
        Arguments.of("Ac\uffffme", Fault.UNDECODABLE));
  }

  @ParameterizedTest
  @MethodSource("faults")
  @DisplayName("Bounds: a single-line text has no characters that can't be seen or stored")
  void faulty(String text, Fault fault) {
    assertThat(Characters.inLine(text)).contains(fault);
    assertThat(Characters.inLine(Characters.shown(text).replaceAll("[\\n\\r\\t\ufffd]", "")))
        .as("shown with what was wrong marked")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Acme & Söhne “GmbH” – 5 % off",
        "Kathmandu चिया क्‍ष",
        "نمی‌خواهم",
        "עברית",
        "ශ්‍රී ලංකා",
        "茶 屋　東京",
        "👩‍💻 Support 🇳🇵 ❤️",
        "1\u00a0000",
        "e\u0301"
      })
  @DisplayName("Bounds: names of all scripts are fine, with joiners where letters need them")
  void fine(String text) {
    assertThat(Characters.inLine(text)).isEmpty();
    assertThat(Characters.shown(text)).isEqualTo(text);
  }

  @Test
  @DisplayName("Bounds: notes may have lines, and passwords anything that can be stored")
  void kinds() {
    assertThat(Characters.inLines("one\ntwo\tthree")).isEmpty();
    assertThat(Characters.inLines("one\u202etwo")).contains(Fault.DIRECTION);
    assertThat(Characters.inSecret("pass\u200bword \ufffd")).isEmpty();
    assertThat(Characters.inSecret("pass\nword")).contains(Fault.LINE_BREAK);
    assertThat(Characters.inSecret("pass\ud800")).contains(Fault.UNDECODABLE);
    assertThat(Characters.copied("\u2068Acme\u2069")).as("copied from a page").isEqualTo("Acme");
    assertThat(Characters.copied("Ac\u2068me\u2069")).isEqualTo("Ac\u2068me\u2069");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Café Noir",
        "cafe\u0301 noir",
        " Café   Noir ",
        "CAFÉ\u00a0NOIR",
        "Ca\u200bfé \u202eNoir\u202c",
        "Café\u2003Noir\n",
        "\u2068Café Noir\u2069"
      })
  @DisplayName("G: a name that was read can be typed, however it is composed and spaced")
  void same(String typed) {
    assertThat(Characters.same(typed, "Café Noir")).isTrue();
    assertThat(Characters.same(typed, "Cafe Noir")).isFalse();
    assertThat(Characters.same(typed, "CaféNoir")).isFalse();
  }
}
