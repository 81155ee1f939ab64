package dev.tenure.reporting;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallList;
import dev.tenure.collection.ServiceGap;
import dev.tenure.collection.ServiceGaps;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.reporting.Report.Line;
import dev.tenure.reporting.sums.AgentTimeStore;
import dev.tenure.reporting.sums.BehindStore;
import dev.tenure.reporting.sums.ChoiceStore;
import dev.tenure.reporting.sums.PatienceStore;
import dev.tenure.reporting.sums.RulesStore;
import dev.tenure.reporting.sums.SumReadStore;
import dev.tenure.reporting.sums.SumReadStore.Asked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers reports of one customer, exact at the instant of the question. Reads by customer and
 * decides no access.
 */
@Component
public class Reports {

  /** More rows of time than this are refused. */
  public static final int MOST_STEPS = 750;

  private static final int MOST_DAYS = 3_700;

  private final SumReadStore sums;
  private final AgentTimeStore agentTime;
  private final RulesStore rules;
  private final PatienceStore patience;
  private final ServiceGaps gaps;
  private final CallList calls;
  private final ChoiceStore choices;
  private final BehindStore behind;

  Reports(
      SumReadStore sums,
      AgentTimeStore agentTime,
      RulesStore rules,
      PatienceStore patience,
      ServiceGaps gaps,
      CallList calls,
      ChoiceStore choices,
      BehindStore behind) {
    this.sums = sums;
    this.agentTime = agentTime;
    this.rules = rules;
    this.patience = patience;
    this.gaps = gaps;
    this.calls = calls;
    this.choices = choices;
    this.behind = behind;
  }

  /** By what the customer's reports go. */
  public ReportRules rules(CustomerId customer) {
    return rules.of(customer).rules();
  }

  /**
   * Works a report out.
   *
   * @throws Refused as invalid in {@code grain} when it would have more than {@link #MOST_STEPS}
   *     rows of time; in {@code from} when it would take too long or reach over too many years
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Report ask(CustomerId customer, ReportQuestion question) {
    if (question.days().length() > MOST_DAYS) {
      throw refused("from", "too-many-days", "That is more than ten years. Choose fewer days.");
    }
    RulesStore.Present present = rules.of(customer);
    Calendar calendar = present.rules().calendar();
    Bucket whole = calendar.whole(question.days());
    List<ServiceGap> without =
        gaps.of(customer, whole.from(), earlier(whole.to(), present.now())).stream()
            .filter(gap -> gap.from().isBefore(present.now()))
            .toList();
    patience.limit();
    try {
      return switch (question.rows()) {
        case Rows.Times(Grain grain) ->
            times(
                customer,
                question,
                buckets(calendar, grain, question, present.now()),
                present,
                without);
        case Rows.Keys(Dimension dimension) ->
            keys(customer, question, dimension, present, without);
      };
    } catch (QueryTimeoutException tooLong) {
      throw refused("from", "too-long", "Working that out takes too long. Choose fewer days.");
    }
  }

  private static List<Bucket> buckets(
      Calendar calendar, Grain grain, ReportQuestion question, Instant now) {
    // Counted before they are made: ten years of quarters would be many.
    boolean many = !grain.isWholeDays() && question.days().length() * grain.perDay() > MOST_STEPS;
    List<Bucket> buckets = many ? List.of() : calendar.buckets(grain, question.days());
    if (many || buckets.size() > MOST_STEPS) {
      throw refused(
          "grain",
          "too-fine",
          "That would be more than %d rows. Choose longer steps or fewer days."
              .formatted(MOST_STEPS));
    }
    return buckets.stream().filter(bucket -> bucket.from().isBefore(now)).toList();
  }

  private Report times(
      CustomerId customer,
      ReportQuestion question,
      List<Bucket> buckets,
      RulesStore.Present present,
      List<ServiceGap> without) {
    if (buckets.isEmpty()) {
      return new Report(List.of(), Figures.NONE, without);
    }
    boolean days = question.rows() instanceof Rows.Times(Grain grain) && grain.isWholeDays();
    Asked asked = days ? days(present, question) : new Asked(buckets, false);
    Map<Integer, Figures> found = new HashMap<>();
    sums.times(customer, asked, buckets, question.narrowed(), question.only(), thresholds(present))
        .forEach(line -> found.put(line.bucket(), line.figures()));
    if (question.agentTime()) {
      agentLines(customer, question, asked, buckets, thresholds(present))
          .forEach(
              line -> found.merge(line.bucket(), Figures.NONE.with(line.sums()), Figures::plus));
    }
    FirstTold told = firstTold(customer, present);
    String only = question.narrowed() == Dimension.AGENT ? question.only() : null;
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i++) {
      Figures figures = found.getOrDefault(i + 1, Figures.NONE);
      Bucket bucket = buckets.get(i);
      lines.add(new Line(bucket, "", "", figures.told(told.isBefore(only, bucket.to()))));
    }
    return report(lines, told.isBefore(only, buckets.getLast().to()), without);
  }

  /**
   * Since when agents' statuses are told (C13).
   *
   * @param agents when each agent's first was
   */
  private record FirstTold(Map<String, Instant> agents, Instant now) {

    /** Whether a status of the agent, or of any where that is null, was told before the instant. */
    boolean isBefore(@Nullable String agent, Instant at) {
      Instant end = earlier(at, now);
      if (agent == null) {
        return agents.values().stream().anyMatch(first -> first.isBefore(end));
      }
      Instant first = agents.get(agent);
      return first != null && first.isBefore(end);
    }
  }

  private FirstTold firstTold(CustomerId customer, RulesStore.Present present) {
    return new FirstTold(agentTime.firstTold(customer), present.now());
  }

  private List<AgentTimeStore.Line> agentLines(
      CustomerId customer,
      ReportQuestion question,
      Asked asked,
      List<Bucket> buckets,
      Thresholds thresholds) {
    return switch (question.narrowed()) {
      case ALL -> agentTime.times(customer, asked, buckets, thresholds);
      case AGENT -> agentTime.timesOf(customer, asked, buckets, question.only(), thresholds);
      case QUEUE, NUMBER, DIRECTION -> List.of();
    };
  }

  private Report keys(
      CustomerId customer,
      ReportQuestion question,
      Dimension dimension,
      RulesStore.Present present,
      List<ServiceGap> without) {
    Asked asked = days(present, question);
    if (asked.spans().isEmpty()) {
      return new Report(List.of(), Figures.NONE, without);
    }
    Map<String, Figures> found = new TreeMap<>();
    boolean ofQueue = question.narrowed() == Dimension.QUEUE;
    (ofQueue
            ? sums.agentsOf(customer, asked, question.only(), thresholds(present))
            : sums.keys(customer, asked, dimension, thresholds(present)))
        .forEach(line -> found.put(line.key(), line.figures()));
    if (question.agentTime() && dimension == Dimension.AGENT && !ofQueue) {
      agentTime
          .agents(customer, asked, thresholds(present))
          .forEach(
              line -> found.merge(line.agent(), Figures.NONE.with(line.sums()), Figures::plus));
    }
    boolean agents = dimension == Dimension.AGENT;
    Map<String, String> names = agents ? agentNames(customer) : Map.of();
    FirstTold told = firstTold(customer, present);
    Instant end = asked.spans().getLast().to();
    return report(
        found.entrySet().stream()
            .map(each ->
                new Line(
                    null,
                    each.getKey(),
                    names.getOrDefault(each.getKey(), each.getKey()),
                    each.getValue()
                        .told(
                            told.isBefore(
                                agents && !each.getKey().isEmpty() ? each.getKey() : null, end))))
            .toList(),
        told.isBefore(null, end),
        without);
  }

  private static Report report(List<Line> lines, boolean told, List<ServiceGap> without) {
    Figures total = lines.stream().map(Line::figures).reduce(Figures.NONE, Figures::plus);
    return new Report(lines, total.told(told), without);
  }

  private static Asked days(RulesStore.Present present, ReportQuestion question) {
    return new Asked(
        present.rules().calendar().days(question.days()).stream()
            .filter(day -> day.from().isBefore(present.now()))
            .toList(),
        true);
  }

  /**
   * Until when these days are summed up, while much of them isn't, as after an import. Figures are
   * exact all the same; they take longer.
   */
  @Transactional(readOnly = true)
  public Optional<Instant> summedUpTo(CustomerId customer, DayRange days) {
    return behind.summedUpTo(customer, rules(customer).calendar().whole(days));
  }

  /** The keys that occur on these days, by name, for somebody to choose one. */
  @Transactional(readOnly = true)
  public List<Choice> choices(CustomerId customer, DayRange days, Dimension dimension) {
    Bucket whole = rules(customer).calendar().whole(days);
    return switch (dimension) {
      case ALL -> List.of();
      case AGENT ->
          calls.agents(customer).stream()
              .map(agent -> new Choice(agent.ref(), agent.name()))
              .toList();
      case QUEUE, NUMBER -> plain(choices.keys(customer, whole, dimension));
      case DIRECTION -> plain(Stream.of(CallDirection.values()).map(Enum::name).toList());
    };
  }

  private static List<Choice> plain(List<String> keys) {
    return keys.stream().map(key -> new Choice(key, key)).toList();
  }

  private Map<String, String> agentNames(CustomerId customer) {
    Map<String, String> names = new HashMap<>();
    calls.agents(customer).forEach(agent -> names.put(agent.ref(), agent.name()));
    return names;
  }

  private static Thresholds thresholds(RulesStore.Present present) {
    return present.rules().thresholds();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Refused refused(String field, String code, String sentence) {
    return new Refused(new Refusal.Invalid(field, code, sentence));
  }
}
