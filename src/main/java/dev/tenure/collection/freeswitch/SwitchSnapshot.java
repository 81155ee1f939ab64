package dev.tenure.collection.freeswitch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What FreeSWITCH says is in progress: rows by the names of its columns.
 *
 * @param channels of {@code show channels as json}
 * @param agents of {@code callcenter_config agent list}
 * @param tiers of {@code callcenter_config tier list}: which agent serves which queue
 * @param members of {@code callcenter_config queue list members}, for each queue
 */
public record SwitchSnapshot(
    List<Map<String, String>> channels,
    List<Map<String, String>> agents,
    List<Map<String, String>> tiers,
    List<Map<String, String>> members) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Copies the lists. */
  public SwitchSnapshot {
    channels = List.copyOf(channels);
    agents = List.copyOf(agents);
    tiers = List.copyOf(tiers);
    members = List.copyOf(members);
  }

  /** Reads the rows of an answer in JSON; empty if it is none. */
  public static Optional<List<Map<String, String>>> json(String answer) {
    try {
      JsonNode all = JSON.readTree(answer);
      if (!all.isObject() || !all.has("row_count")) {
        return Optional.empty();
      }
      List<Map<String, String>> rows = new ArrayList<>();
      for (JsonNode row : all.path("rows")) {
        Map<String, String> columns = new HashMap<>();
        row.properties().forEach(each -> columns.put(each.getKey(), each.getValue().asString("")));
        rows.add(columns);
      }
      return Optional.of(rows);
    } catch (JacksonException broken) {
      return Optional.empty();
    }
  }

  /** Reads a table with a line of names and columns parted by bars; empty if it is none. */
  public static Optional<List<Map<String, String>>> table(String answer) {
    List<String> lines = answer.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty() || !lines.getFirst().contains("|")) {
      return answer.strip().equals("+OK") ? Optional.of(List.of()) : Optional.empty();
    }
    String[] names = lines.getFirst().split("\\|", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split("\\|", -1);
      if (values.length >= names.length) {
        Map<String, String> columns = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
          columns.put(names[i], values[i]);
        }
        rows.add(columns);
      }
    }
    return Optional.of(rows);
  }
}
