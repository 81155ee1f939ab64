package dev.tenure.platform.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * An address that carries a view's state, so that a link reproduces what somebody sees.
 *
 * @param parameters without empty ones
 */
public record Address(String path, Map<String, String> parameters) {

  public Address {
    Map<String, String> filled = new LinkedHashMap<>(parameters);
    filled.values().removeIf(String::isEmpty);
    parameters = java.util.Collections.unmodifiableMap(filled);
  }

  public static Address of(String path) {
    return new Address(path, Map.of());
  }

  /** The address with the parameter set; an empty value takes it away. */
  public Address with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    changed.put(name, value);
    return new Address(path, changed);
  }

  /** The address without the parameters named. */
  public Address without(String... names) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    for (String name : names) {
      changed.remove(name);
    }
    return new Address(path, changed);
  }

  /** The same state under another path. */
  public Address under(String otherPath) {
    return new Address(otherPath, parameters);
  }

  /** The value of the parameter, empty when it has none. */
  public String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** As it stands in a link, with everything encoded. */
  @Override
  public String toString() {
    UriComponentsBuilder uri = UriComponentsBuilder.fromPath(path);
    parameters.forEach((name, value) -> uri.queryParam(name, "{" + name + "}"));
    return uri.encode().buildAndExpand(parameters).toUriString();
  }
}
