package dev.tenure.demo.phones;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** An agent's place at the simulated Asterisk: a member of the office's queues while logged in. */
final class Desk {

  private final String name;
  private final String extension;
  private final List<String> queues;
  private boolean present;
  private boolean paused;
  private String reason = "";

  Desk(String name, String extension, List<String> queues) {
    this.name = name;
    this.extension = extension;
    this.queues = List.copyOf(queues);
  }

  String name() {
    return name;
  }

  String extension() {
    return extension;
  }

  /** Says what follows from a canonical event; of wrap-up an Asterisk says nothing. */
  void tell(String type, String why, BiConsumer<String, List<String>> say) {
    switch (type) {
      case "AgentLoggedIn" -> {
        present = true;
        paused = false;
        each("QueueMemberAdded", say);
      }
      case "AgentLoggedOut" -> {
        present = false;
        each("QueueMemberRemoved", say);
      }
      case "AgentNotReady" -> pause(true, why, say);
      case "AgentReady" -> pause(false, "", say);
      default -> {
        // It has no event for that.
      }
    }
  }

  private void pause(boolean on, String why, BiConsumer<String, List<String>> say) {
    paused = on;
    reason = why;
    each("QueueMemberPause", say);
  }

  private void each(String event, BiConsumer<String, List<String>> say) {
    for (String queue : queues) {
      List<String> fields =
          new ArrayList<>(
              List.of("Queue", queue, "MemberName", name, "Interface", "PJSIP/" + extension));
      fields.addAll(standing());
      say.accept(event, fields);
    }
  }

  private List<String> standing() {
    return List.of(
        "Paused", paused ? "1" : "0", "PausedReason", reason, "Wrapuptime", Exchange.wrapUp());
  }

  /** Its lines in the answer to QueueStatus, each without its end. */
  List<String> memberships() {
    List<String> all = new ArrayList<>();
    if (present) {
      for (String queue : queues) {
        all.add(
            AmiText.fields(
                    AmiText.fields(
                        new StringBuilder("Event: QueueMember\r\n"),
                        List.of("Queue", queue, "Name", name, "Location", "PJSIP/" + extension)),
                    standing())
                .toString());
      }
    }
    return all;
  }
}
