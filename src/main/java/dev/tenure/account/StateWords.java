package dev.tenure.account;

import java.util.stream.Collectors;

/** A state in the trail's before and after fields: for people to read and programs to compare. */
final class StateWords {

  private StateWords() {}

  static String of(State state) {
    String words =
        switch (state) {
          case State.Active a -> "Active";
          case State.Disabled d ->
              "Disabled, held by "
                  + d.holds().stream()
                      .map(h -> h.owner().words())
                      .collect(Collectors.joining(" and "));
          case State.Terminated t -> "Terminated at " + t.at();
        };
    return words + state.scheduled().map(t -> ", terminates at " + t).orElse("");
  }
}
