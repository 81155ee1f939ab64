package dev.tenure.billing.paper;

import java.util.ArrayList;
import java.util.List;

/** The columns of a table on paper, from left to right. */
record Columns(List<Column> all) {

  /**
   * @param width in points
   * @param number whether its cells end at the right
   */
  record Column(String label, float width, boolean number) {}

  /** Pairs of label and width; a label that begins with # is of numbers. */
  static Columns of(Object... labelsAndWidths) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < labelsAndWidths.length; i += 2) {
      String label = (String) labelsAndWidths[i];
      int width = (Integer) labelsAndWidths[i + 1];
      columns.add(new Column(label.replace("#", ""), width, label.startsWith("#")));
    }
    return new Columns(List.copyOf(columns));
  }
}
