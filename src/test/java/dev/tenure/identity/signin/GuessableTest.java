package dev.tenure.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuessableTest {

  private static final List<String> OWN =
      List.of("Kimberley Okonkwo", "kim.okonkwo@northwind-telecom.example", "Northwind Telecom");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Password1234!",
        "P@ssw0rd1234",
        "passwordpassword",
        "password1password1password1password1",
        "1qaz2wsx3edc",
        "qwertyuiop12",
        "zxcvbnmasdfgh",
        "abcdefghijkl",
        "123456789012",
        "aaaaaaaaaaaa1",
        "Summer2026!!",
        "Manchester2026!",
        "liverpool1892!!",
        "correct horse battery staple",
        "thunderstorm1998",
        "Northwind2026!!",
        "tenure-tenure-tenure",
        "TenureTelecom1!",
        "Kimberley-2026!",
        "0k0nkw0Kimberley",
        "kim.okonkwo@northwind-telecom.example",
        "trustno1trustno1"
      })
  @DisplayName("Common passwords, patterns, names and their variations are guessable")
  void guessable(String password) {
    assertThat(Guessable.is(password, OWN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "staple and some apples",
        "five unrelated words do well",
        "seven quiet otters",
        "lamp post tiger",
        "x7Gq!92mKp0z",
        "grüne Äpfel im Nebel",
        "Gx93 ppQ kk21z"
      })
  @DisplayName("A few unrelated words, or random characters, are not")
  void good(String password) {
    assertThat(Guessable.is(password, OWN)).isFalse();
  }

  @Test
  @DisplayName("Each password of the list of common ones is refused, also with an ending")
  void list() throws Exception {
    int many = 0;
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    getClass().getResourceAsStream("/dictionaries/passwords.txt")),
                StandardCharsets.UTF_8))) {
      for (String line; (line = reader.readLine()) != null; ) {
        String word = line.split("\\s", 2)[0];
        if (word.length() >= 12) {
          many++;
          assertThat(Guessable.is(word, List.of())).as(word).isTrue();
          if (many % 10 == 0) {
            assertThat(Guessable.is(word + "1!", List.of())).as(word + "1!").isTrue();
          }
        }
      }
    }
    assertThat(many).isGreaterThan(400);
  }

  @Test
  @DisplayName("Small changes of the present password are found")
  void variations() {
    assertThat(Variations.alike("Seven quiet otters1", "seven quiet otters")).isTrue();
    assertThat(Variations.alike("!!seven quiet otters2026", "seven quiet otters")).isTrue();
    assertThat(Variations.alike("seven quiet oxters", "seven quiet otters")).isTrue();
    assertThat(Variations.alike("eight loud badgers", "seven quiet otters")).isFalse();
    assertThat(Variations.of("seven otters3"))
        .contains("Seven otters3", "seven otters2", "seven otters");
  }

  @Test
  @DisplayName("What waits is said in seconds, then in minutes, and never too short")
  void spans() {
    var now = java.time.Instant.parse("2026-11-22T09:00:00Z");
    assertThat(SpanWords.until(now, now)).isEqualTo("1 second");
    assertThat(SpanWords.until(now.plus(Duration.ofMillis(7_001)), now)).isEqualTo("8 seconds");
    assertThat(SpanWords.until(now.plusSeconds(60), now)).isEqualTo("60 seconds");
    assertThat(SpanWords.until(now.plusSeconds(61), now)).isEqualTo("2 minutes");
  }
}
