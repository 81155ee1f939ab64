package dev.tenure.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContrastTest {

  private static final Pattern COLOUR = Pattern.compile("--([\\w-]+): (#[0-9a-f]{3,6})\\b");
  private static final List<String> GROUNDS =
      List.of("paper", "ground", "brand-soft", "ok-soft", "hold-soft", "end-soft", "bad-soft");

  @Test
  @DisplayName("Every ink reaches 4.5:1 on every ground it is used on, in both schemes")
  void contrast() throws IOException {
    String sheet = Files.readString(Path.of("src/main/resources/static/assets/css/10-tokens.css"));
    int dark = sheet.indexOf("@media (prefers-color-scheme: dark)");
    assertReadable("light", colours(sheet.substring(0, dark)));
    assertReadable("dark", colours(sheet.substring(dark)));
  }

  private static void assertReadable(String scheme, Map<String, String> colours) {
    for (String ground : GROUNDS) {
      for (String ink : List.of("ink", "ink-2", "brand")) {
        assertRatio(scheme, colours, ink, ground, 4.5);
      }
    }
    for (String status : List.of("ok", "hold", "end", "bad")) {
      assertRatio(scheme, colours, status, status + "-soft", 4.5);
      assertRatio(scheme, colours, status, "paper", 4.5);
    }
    for (String ground : List.of("paper", "ground")) {
      assertRatio(scheme, colours, "ink-3", ground, 4.5);
      assertRatio(scheme, colours, "bad", ground, 4.5);
      assertRatio(scheme, colours, "edge", ground, 3);
    }
    assertRatio(scheme, colours, "brand-ink", "brand", 4.5);
    assertRatio(scheme, colours, "bad-ink", "bad", 4.5);
  }

  private static void assertRatio(
      String scheme, Map<String, String> colours, String ink, String ground, double least) {
    double one = luminance(colour(colours, ink));
    double other = luminance(colour(colours, ground));
    double ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    assertThat(ratio).as("%s: %s on %s", scheme, ink, ground).isGreaterThanOrEqualTo(least);
  }

  private static String colour(Map<String, String> colours, String name) {
    String found = colours.get(name);
    if (found == null) {
      throw new IllegalStateException("No colour named " + name + " among " + colours.keySet());
    }
    return found;
  }

  private static Map<String, String> colours(String css) {
    Map<String, String> found = new HashMap<>();
    Matcher matcher = COLOUR.matcher(css);
    while (matcher.find()) {
      found.put(matcher.group(1), matcher.group(2));
    }
    return found;
  }

  /** Relative luminance as WCAG 2.2 defines it. */
  private static double luminance(String hex) {
    String digits = hex.substring(1);
    String six = digits.length() == 3 ? digits.replaceAll("(.)", "$1$1") : digits;
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(six.substring(2 * i, 2 * i + 2), 16) / 255.0;
      sum += weights[i] * (part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
