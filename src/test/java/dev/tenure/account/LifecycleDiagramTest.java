package dev.tenure.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Draws docs/lifecycle.md's diagram and table from the transition table and holds them to it. */
class LifecycleDiagramTest {

  private static final Path PAGE = Path.of("docs/lifecycle.md");
  private static final String BEGIN = "<!-- generated from the transition table: begin -->\n";
  private static final String END = "<!-- generated from the transition table: end -->\n";

  @Test
  @DisplayName("A6: the diagram in docs/lifecycle.md is the one that the transition table draws")
  void pageShowsTheTable() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    String drawn = diagram() + "\n" + table();
    if (Boolean.getBoolean("tenure.redraw")) {
      Files.writeString(PAGE, page.substring(0, begin) + drawn + page.substring(end));
      return;
    }
    assertThat(page.substring(begin, end))
        .as("Redraw it with: build/maven test -Dtest=LifecycleDiagramTest -Dtenure.redraw=true")
        .isEqualTo(drawn);
  }

  private static String diagram() {
    StringBuilder drawn =
        new StringBuilder("```mermaid\nstateDiagram-v2\n  [*] --> Active: create\n");
    for (Transitions.Cell cell : Transitions.TABLE) {
      arrow(drawn, cell, cell.rule(), cell.exceptions().isEmpty() ? "" : otherwise(cell));
      for (Transitions.Except except : cell.exceptions()) {
        arrow(drawn, cell, except.rule(), ", " + except.when().words());
      }
    }
    drawn.append("  Active --> Terminated: T reached, nothing has to run\n");
    drawn.append("  Disabled --> Terminated: T reached, nothing has to run\n");
    return drawn.append("```\n").toString();
  }

  /** Only a condition that splits one command into two arrows is worth words on the first. */
  private static String otherwise(Transitions.Cell cell) {
    return cell.exceptions().stream().anyMatch(e -> e.rule() instanceof Ruling.Permit)
        ? ", no other hold remains"
        : "";
  }

  private static void arrow(
      StringBuilder drawn, Transitions.Cell cell, Ruling rule, String condition) {
    if (rule instanceof Ruling.Permit(Status next)) {
      String by = cell.command() == Command.REINSTATE ? " (Support only)" : "";
      String circumstance = cell.command() == Command.REENABLE ? condition : "";
      drawn.append(
          "  %s --> %s: %s%s%s%n"
              .formatted(word(cell.status()), word(next), words(cell.command()), by, circumstance)
              .replace("\r", ""));
    }
  }

  private static String table() {
    StringBuilder drawn =
        new StringBuilder("| command | Active | Disabled | Terminated |\n|---|---|---|---|\n");
    for (Command command : Command.values()) {
      List<String> cells = new ArrayList<>();
      for (Status status : Status.values()) {
        cells.add(cell(Transitions.cell(command, status)));
      }
      drawn.append("| %s | %s |\n".formatted(words(command), String.join(" | ", cells)));
    }
    return drawn.toString();
  }

  private static String cell(Transitions.Cell cell) {
    StringBuilder words = new StringBuilder(ruling(cell.rule()));
    for (Transitions.Except except : cell.exceptions()) {
      words
          .append("; if ")
          .append(except.when().words())
          .append(": ")
          .append(ruling(except.rule()));
    }
    return words.toString();
  }

  private static String ruling(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Permit(Status next) -> "→ " + word(next);
      case Ruling.AlreadySo(String code) -> "no-op `" + code + "`";
      case Ruling.Refuse(String code) -> "refused `" + code + "`";
    };
  }

  private static String word(Status status) {
    return status.name().charAt(0) + status.name().substring(1).toLowerCase(Locale.ROOT);
  }

  private static String words(Command command) {
    return command
        .name()
        .toLowerCase(Locale.ROOT)
        .replace('_', ' ')
        .replace("reenable", "re-enable");
  }
}
