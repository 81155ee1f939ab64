package dev.tenure.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BundlesTest {

  private static final Pattern USE =
      Pattern.compile("\\b(?:text|rich|titled)\\(\\s*\"([a-z][\\w-]*\\.[\\w.-]*[\\w-])\"\\s*[,)]");
  private static final Pattern STYLE =
      Pattern.compile("\\sstyle=|<script(?! type=\"module\" src=)|\\son[a-z]+=");

  @Test
  @DisplayName("Every text that a page or a class asks for by name is in a bundle")
  void allTextsExist() throws IOException {
    Map<String, Path> keys = keys();
    List<String> missing = new ArrayList<>();
    for (Path file : files("src/main/jte", "src/main/java")) {
      USE.matcher(Files.readString(file))
          .results()
          .map(found -> found.group(1))
          .filter(key -> !keys.containsKey(key))
          .forEach(key -> missing.add(key + " in " + file));
    }
    assertThat(missing).isEmpty();
  }

  @Test
  @DisplayName("Each text stands in one bundle only, under its module's name")
  void keysAreTheirModules() throws IOException {
    keys()
        .forEach((key, bundle) ->
            assertThat(bundle.getFileName().toString())
                .as(key)
                .isEqualTo("messages-" + key.substring(0, key.indexOf('.')) + ".properties"));
  }

  @Test
  @DisplayName("No template holds inline styles or scripts, which the content policy would refuse")
  void nothingInline() throws IOException {
    for (Path file : files("src/main/jte")) {
      assertThat(STYLE.matcher(Files.readString(file)).find()).as(file.toString()).isFalse();
    }
  }

  private static Map<String, Path> keys() throws IOException {
    Map<String, Path> keys = new HashMap<>();
    for (Path bundle : files("src/main/resources")) {
      if (bundle.getFileName().toString().matches("messages-.*\\.properties")) {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(bundle)) {
          texts.load(reader);
        }
        for (String key : texts.stringPropertyNames()) {
          assertThat(keys.put(key, bundle)).as(key).isNull();
        }
      }
    }
    return keys;
  }

  private static List<Path> files(String... roots) throws IOException {
    List<Path> all = new ArrayList<>();
    for (String root : roots) {
      try (Stream<Path> walk = Files.walk(Path.of(root))) {
        walk.filter(Files::isRegularFile)
            .filter(file -> !file.toString().contains("/static/"))
            .forEach(all::add);
      }
    }
    return all;
  }
}
