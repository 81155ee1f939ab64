package dev.tenure.platform.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Style sheets, scripts and fonts. One fingerprint over all of them stands in each address, so that
 * a browser may keep them for ever, and relative references between them need no rewriting.
 */
@Component
public class Assets {

  static final String LOCATION = "classpath:/static/assets/";

  private final String root;
  private final List<String> styles;
  private final List<String> scripts;

  Assets() {
    Map<String, byte[]> files = files();
    this.root = "/assets/" + fingerprint(files) + "/";
    this.styles = addresses(files, "css/", ".css");
    this.scripts = addresses(files, "js/", ".js");
  }

  /** The address of one asset, named relative to {@code static/assets}. */
  public String at(String name) {
    return root + name;
  }

  /** Every sheet in {@code static/assets/css}, in the order of their names. */
  public List<String> styles() {
    return styles;
  }

  /** Every module in {@code static/assets/js}, in the order of their names. */
  public List<String> scripts() {
    return scripts;
  }

  /** The path below which they are served, with the fingerprint and a slash at its end. */
  String root() {
    return root;
  }

  private List<String> addresses(Map<String, byte[]> files, String folder, String ending) {
    return files.keySet().stream()
        .filter(name -> name.startsWith(folder) && name.endsWith(ending))
        .sorted(Comparator.naturalOrder())
        .map(this::at)
        .toList();
  }

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    try {
      for (Resource file :
          new PathMatchingResourcePatternResolver().getResources(LOCATION + "**/*.*")) {
        String url = file.getURL().toString();
        String name = url.substring(url.lastIndexOf("/static/assets/") + 15);
        try (InputStream in = file.getInputStream()) {
          files.put(name, in.readAllBytes());
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fingerprint(Map<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach((name, bytes) -> {
        digest.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        digest.update(bytes);
      });
      return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
