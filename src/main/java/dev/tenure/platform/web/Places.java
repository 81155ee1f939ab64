package dev.tenure.platform.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Countries and time zones to choose from, and which zone is usual in which country. */
@Component
public class Places {

  private final Map<String, String> countries;
  private final Map<String, String> zones;
  private final Map<String, String> usual;

  Places() {
    this.usual = usualZones();
    Map<String, String> byName = new TreeMap<>(Comparator.naturalOrder());
    usual
        .keySet()
        .forEach(code -> byName.put(Locale.of("", code).getDisplayCountry(Locale.UK), code));
    Map<String, String> named = new LinkedHashMap<>();
    byName.forEach((name, code) -> named.put(code, name));
    this.countries = Collections.unmodifiableMap(named);
    Map<String, String> choice = new TreeMap<>();
    java.time.ZoneId.getAvailableZoneIds().stream()
        .filter(id ->
            id.matches(
                "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"))
        .forEach(id -> choice.put(id, id.replace('_', ' ')));
    choice.put("UTC", "UTC");
    this.zones = Collections.unmodifiableMap(choice);
  }

  /** English names by ISO 3166 code, in the order of the names. */
  public Map<String, String> countries() {
    return countries;
  }

  /** Names to read by the zone's own, in order. */
  public Map<String, String> zones() {
    return zones;
  }

  /** The zone in which most people of the country live. */
  public Optional<String> usualZone(String country) {
    return Optional.ofNullable(usual.get(country));
  }

  private static Map<String, String> usualZones() {
    Map<String, String> read = new TreeMap<>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Places.class.getResourceAsStream("/usual-zones.txt")),
                StandardCharsets.UTF_8))) {
      in.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", 2))
          .forEach(parts -> read.put(parts[0], parts[1]));
      return Collections.unmodifiableMap(read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
