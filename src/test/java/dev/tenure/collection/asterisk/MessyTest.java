package dev.tenure.collection.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.model.AgentSpan;
import dev.tenure.collection.model.Call;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real call centres do, told over the wire. */
class MessyTest {

  private static List<Call> calls = List.of();
  private static Map<String, List<AgentSpan>> agents = Map.of();
  private static int inProgress = -1;

  @BeforeAll
  static void hear() {
    Heard heard = Heard.recording("messy.ami");
    calls = List.copyOf(heard.calls().values());
    agents = heard.agents();
    inProgress = heard.translation.inProgress();
  }

  static Stream<MessyScenario> scenarios() {
    return MessyTruth.ALL.stream();
  }

  @ParameterizedTest(name = "C11, C12: {0} is reported as it happened")
  @MethodSource("scenarios")
  void toldAsItHappened(MessyScenario scenario) {
    assertThat(MessyDifferences.of(scenario, calls, agents)).isEmpty();
  }

  @Test
  @DisplayName("Events of channels that are gone keep nothing in memory")
  void forgets() {
    assertThat(inProgress).isZero();
  }
}
