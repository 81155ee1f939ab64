package dev.tenure.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of what is shipped, on small jars. */
class DependenciesTest {

  private static final String ONE = "lib one-1.0.jar " + sum("one");
  private static final String FONT = "font Sans.ttf " + sum("sans");

  @TempDir private Path directory = Path.of("");
  private Path jar = Path.of("");

  @BeforeEach
  void build() throws IOException {
    jar = directory.resolve("app.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      put(out, "BOOT-INF/lib/one-1.0.jar", "one");
      put(out, "BOOT-INF/classes/font/Sans.ttf", "sans");
      put(out, "BOOT-INF/classes/font/LICENSE.txt", "not a font");
      put(out, "BOOT-INF/classes/static/assets/font/OFL.txt", "not a font");
    }
  }

  @Test
  @DisplayName("what is pinned and allowed passes")
  void passes() throws Exception {
    assertThat(check("# a comment", "", ONE + " GPL-3.0-only|MIT", FONT + " OFL-1.1")).isEmpty();
  }

  @Test
  @DisplayName("a library that is not pinned, changed or gone fails, with the line to write")
  void differs() throws Exception {
    assertThat(check(FONT + " OFL-1.1")).contains("one-1.0.jar is not in", ONE + " LICENCE");
    assertThat(check(ONE.replaceAll(".$", "!") + " MIT", FONT + " OFL-1.1"))
        .contains("not the pinned one", ONE + " MIT");
    assertThat(check(ONE + " MIT", FONT + " OFL-1.1", "lib two-2.0.jar " + sum("2") + " MIT"))
        .contains("two-2.0.jar is in", "remove its line");
    assertThat(check(ONE + " MIT")).contains("Sans.ttf is not in");
  }

  @Test
  @DisplayName("a licence that is not allowed fails, also that of something inside a library")
  void licences() throws Exception {
    for (String licence : List.of("GPL-3.0-only", "AGPL-3.0-only", "LICENCE", "MI", "*")) {
      assertThat(check(ONE + " " + licence, FONT + " OFL-1.1"))
          .as(licence)
          .contains("one-1.0.jar has the licence '" + licence + "'");
    }
    assertThat(check(ONE, FONT + " OFL-1.1")).contains("has the licence ''");
    assertThat(check(ONE + " MIT", FONT + " OFL-1.1", "inside libx.so " + sum("x") + " SSPL-1.0"))
        .contains("libx.so has the licence");
    assertThat(check(ONE + " MIT", FONT + " OFL-1.1", "other x y MIT")).contains("begins with");
  }

  @Test
  @DisplayName("the list that is kept names only what is allowed")
  void keptList() throws IOException {
    assertThat(Files.readAllLines(Path.of("build/dependencies.txt")))
        .allMatch(line ->
            line.isEmpty()
                || line.startsWith("#")
                || line.matches("(lib|font|inside) \\S+ [0-9a-f]{64} [\\w.|-]+"));
  }

  /** What the check says, with exit code 0 exactly if that is nothing. */
  private String check(String... lines) throws IOException, InterruptedException {
    Path list = Files.write(directory.resolve("list"), List.of(lines));
    Process process =
        new ProcessBuilder("build/dependencies", jar.toString(), list.toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(said.isEmpty() ? 0 : 1);
    return said;
  }

  private static void put(JarOutputStream out, String name, String content) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(content.getBytes(StandardCharsets.UTF_8));
    out.closeEntry();
  }

  private static String sum(String content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
