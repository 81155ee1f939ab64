package dev.tenure.customer.reports;

import dev.tenure.customer.DaysAsked;
import dev.tenure.platform.web.Typed;
import dev.tenure.reporting.Dimension;
import dev.tenure.reporting.Grain;
import dev.tenure.reporting.Measure;
import dev.tenure.reporting.Preset;
import dev.tenure.reporting.ReportQuestion;
import dev.tenure.reporting.Rows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The report that an address asks for. Whatever can't be understood in it counts as absent.
 *
 * @param by word of a grain or of a dimension
 * @param only {@code queue:Sales} and the like, empty for everything
 * @param measures at least one, in the order in which they are told
 * @param sort word of a measure, or empty for the rows' own order
 * @param page from 1
 */
record ReportsQuery(
    DaysAsked asked,
    String by,
    String only,
    List<Measure> measures,
    String sort,
    boolean descending,
    int page) {

  static final String[] FIELDS = {"range", "from", "to", "by", "only", "m", "sort", "dir", "p"};

  static final List<Measure> USUAL =
      List.of(
          Measure.CALLS,
          Measure.OFFERED,
          Measure.ANSWERED,
          Measure.ABANDONED,
          Measure.SERVICE_LEVEL,
          Measure.ASA,
          Measure.AHT);

  /** Copies the list. */
  ReportsQuery {
    measures = List.copyOf(measures);
  }

  static ReportsQuery of(Typed typed, LocalDate today) {
    String by = typed.get("by");
    boolean known =
        Grain.of(by).isPresent() || Dimension.of(by).filter(d -> d != Dimension.ALL).isPresent();
    String only = typed.get("only");
    boolean narrows =
        only.indexOf(':') > 0
            && Dimension.of(only.substring(0, only.indexOf(':')))
                .filter(d -> d != Dimension.ALL)
                .isPresent();
    return new ReportsQuery(
        DaysAsked.of(typed, today, Preset.DAYS7),
        known ? by : Grain.DAY.word(),
        narrows ? only : "",
        measures(typed),
        Measure.of(typed.get("sort")).map(Measure::word).orElse(""),
        typed.get("dir").equals("desc"),
        Math.clamp(typed.number("p", 1), 1, 1_000));
  }

  /** Ticked boxes come as {@code m-asa}; an address of ours has them all in one {@code m}. */
  private static List<Measure> measures(Typed typed) {
    List<Measure> ticked =
        Stream.of(Measure.values()).filter(m -> typed.has("m-" + m.word())).toList();
    if (!ticked.isEmpty()) {
      return ticked;
    }
    List<Measure> named = new ArrayList<>();
    for (String word : typed.get("m").split("\\.", 40)) {
      Measure.of(word).filter(m -> !named.contains(m)).ifPresent(named::add);
    }
    return named.isEmpty() ? USUAL : named;
  }

  static String words(List<Measure> measures) {
    return measures.equals(USUAL)
        ? ""
        : String.join(".", measures.stream().map(Measure::word).toList());
  }

  Optional<Grain> grain() {
    return Grain.of(by);
  }

  Rows rows() {
    return grain()
        .<Rows>map(Rows.Times::new)
        .orElseGet(() -> new Rows.Keys(Dimension.of(by).orElseThrow()));
  }

  /** By what it is narrowed, where its rows can be. */
  Dimension narrowed() {
    return only.isEmpty()
        ? Dimension.ALL
        : Dimension.of(only.substring(0, only.indexOf(':')))
            .filter(rows()::narrowsTo)
            .orElse(Dimension.ALL);
  }

  String onlyKey() {
    return only.isEmpty() ? "" : only.substring(only.indexOf(':') + 1);
  }

  /** Whether the figures can tell the measure, by what they are parted. */
  boolean tells(Measure measure) {
    boolean rowsTell =
        switch (rows()) {
          case Rows.Times times -> true;
          case Rows.Keys(Dimension dimension) -> dimension.tells(measure);
        };
    return rowsTell && narrowed().tells(measure);
  }

  /** The chosen measures that can be told. */
  List<Measure> tellable() {
    List<Measure> some = measures.stream().filter(this::tells).toList();
    return some.isEmpty() ? USUAL : some;
  }

  /** The chosen measures, those that can't be told among them; some always can. */
  List<Measure> columns() {
    return measures.stream().anyMatch(this::tells)
        ? measures
        : Stream.concat(USUAL.stream(), measures.stream()).toList();
  }

  /**
   * What is to be worked out.
   *
   * @throws dev.tenure.platform.Refused as {@link DaysAsked#understood}
   */
  ReportQuestion question() {
    boolean agentTime = tellable().stream().anyMatch(m -> m.counts() == Measure.Of.AGENTS);
    return new ReportQuestion(asked.understood(), rows(), narrowed(), onlyKey(), agentTime);
  }
}
