package dev.tenure.collection.asterisk;

import static dev.tenure.collection.CallDirection.INBOUND;
import static dev.tenure.collection.CallDirection.INTERNAL;
import static dev.tenure.collection.CallDirection.OUTBOUND;
import static dev.tenure.collection.CallEnding.AGENT;
import static dev.tenure.collection.CallEnding.CALLER;
import static dev.tenure.collection.CallEnding.SYSTEM;
import static dev.tenure.collection.OfferResult.ANSWERED;
import static dev.tenure.collection.OfferResult.CANCELLED;
import static dev.tenure.collection.OfferResult.NO_ANSWER;
import static dev.tenure.collection.OfferResult.REJECTED;
import static dev.tenure.collection.asterisk.MessyScenario.call;
import static dev.tenure.collection.asterisk.MessyScenario.scenario;

import dev.tenure.collection.VisitOutcome;
import java.util.List;

/**
 * What really happened in each scenario of {@code messy.ami}, whoever tells it; see the README of
 * the recordings. Seconds; offsets are from the beginning of the call, or of the scenario.
 */
public final class MessyTruth {

  private MessyTruth() {}

  /** All scenarios, one after another. */
  public static final List<MessyScenario> ALL =
      List.of(
          scenario("a1_fpbx_answer", 1796064754.1, 1796064764.4)
              .with(
                  call(INBOUND, "01614961001", "0800120400", CALLER)
                      .answered("400", 0.5, 2, "Alice", 6, CALLER)
                      .offer("Alice", ANSWERED, 2)
                      .talk("Alice", 6)),
          scenario("a3_fpbx_outbound", 1796064764.5, 1796064773.3)
              .with(call(OUTBOUND, "101", "07700900123", AGENT).by("Alice").talk("Alice", 5)),
          scenario("a4_fpbx_direct_in", 1796064773.3, 1796064782.2)
              .with(call(INBOUND, "01614961002", "0800120101", CALLER).talk("Alice", 5)),
          scenario("a6_fpbx_inuse", 1796064782.2, 1796064793.6)
              .with(call(OUTBOUND, "101", "07700900124", AGENT).by("Alice").talk("Alice", 8.6))
              .with(
                  call(INBOUND, "01614961003", "0800120400", AGENT)
                      .answered("400", 0.5, 2, "Bob", 4, AGENT)
                      .offer("Bob", ANSWERED, 2)
                      .talk("Bob", 4)),
          scenario("a7_fpbx_rna", 1796064793.6, 1796064811.0)
              .with(
                  call(INBOUND, "01614961004", "0800120400", AGENT)
                      .answered("400", 0.5, 11, "Alice", 4, AGENT)
                      .offer("Alice", NO_ANSWER, 8)
                      .offer("Alice", ANSWERED, 2)
                      .talk("Alice", 4)),
          scenario("b1_blind_ext", 1796064811.0, 1796064828.5)
              .with(
                  call(INBOUND, "01614961005", "0800120400", CALLER)
                      .passedOn("400", 0.5, 2, "Alice", 5)
                      .inLog(13, CALLER)
                      .offer("Alice", ANSWERED, 2)
                      .talk("Alice", 5)
                      .talk("Carol", 6)),
          scenario("b2_blind_queue", 1796064828.5, 1796064845.0)
              .with(
                  call(INBOUND, "01614961006", "0800120400", AGENT)
                      .passedOn("400", 0.5, 2, "Alice", 4)
                      .inLog(12, AGENT)
                      .answered("500", 6.5, 3, "Carol", 5, AGENT)
                      .offer("Alice", ANSWERED, 2)
                      .offer("Carol", ANSWERED, 3)
                      .offer("Dora", CANCELLED, 3)
                      .talk("Alice", 4)
                      .talk("Carol", 5)),
          scenario("c1_att_queue_ringing", 1796064845.0, 1796064862.1)
              .with(
                  call(INBOUND, "01614961007", "0800120400", CALLER)
                      .passedOn("400", 0.5, 2, "Alice", 5.8)
                      .held(2.8)
                      .inLog(13, CALLER)
                      // The README counts from the first queue.
                      .answered("500", 6.3, 4, "Carol", 5, CALLER)
                      .offer("Alice", ANSWERED, 2)
                      .offer("Carol", ANSWERED, 4)
                      .offer("Dora", CANCELLED, 4)
                      .talk("Alice", 5.8)
                      .talk("Carol", 5)),
          scenario("c2_att_queue_answered", 1796064862.1, 1796064881.2)
              .with(
                  call(INBOUND, "01614961008", "0800120400", AGENT)
                      .passedOn("400", 0.5, 2, "Alice", 8.7)
                      .held(5.7)
                      .inLog(14, AGENT)
                      .answered("500", 6.3, 2, "Carol", 8, AGENT)
                      .inLog(3, CALLER)
                      .offer("Alice", ANSWERED, 2)
                      .offer("Carol", ANSWERED, 2)
                      .offer("Dora", CANCELLED, 2)
                      .talk("Alice", 8.7)
                      .talk("Carol", 8)),
          scenario("c5_att_ext", 1796064881.2, 1796064898.8)
              .with(
                  call(INBOUND, "01614961009", "0800120400", CALLER)
                      .passedOn("400", 0.5, 2, "Alice", 8.2)
                      .held(5.2)
                      .inLog(13, CALLER)
                      .offer("Alice", ANSWERED, 2)
                      .talk("Alice", 8.2)
                      .talk("Eve", 8)),
          scenario("d1_pickup_directed", 1796064898.8, 1796064909.6)
              .with(
                  call(INBOUND, "01614961010", "0800120400", CALLER)
                      .answered("400", 0.5, 3.5, "Eve", 4.5, CALLER)
                      .inLogBy("Alice")
                      .talk("Eve", 4.5)),
          scenario("d2_pickup_group", 1796064909.6, 1796064920.5)
              .with(
                  call(INBOUND, "01614961011", "0800120500", AGENT)
                      .answered("500", 0.5, 3.5, "Frank", 4.5, AGENT)
                      .inLogBy("Carol")
                      .talk("Frank", 4.5)),
          scenario("d5_pickup_direct", 1796064920.5, 1796064929.9)
              .with(call(INBOUND, "01614961012", "0800120101", CALLER).talk("Eve", 3.5)),
          scenario("e1_ringgroup_queue", 1796064929.9, 1796064942.8)
              .with(
                  call(INBOUND, "01614961013", "0800120900", CALLER)
                      .answered("500", 5.5, 2, "Carol", 3.5, CALLER)
                      .offer("Carol", ANSWERED, 2)
                      .offer("Dora", CANCELLED, 2)
                      .talk("Carol", 3.5)),
          scenario("e2_ringgroup_answered", 1796064942.8, 1796064951.7)
              .with(call(INBOUND, "01614961014", "0800120900", AGENT).talk("Frank", 4)),
          scenario("f1_park_retrieve", 1796064951.7, 1796064968.6)
              .with(
                  call(INBOUND, "01614961015", "0800120400", AGENT)
                      .passedOn("400", 0.5, 2, "Alice", 3)
                      .inLog(12, AGENT)
                      .offer("Alice", ANSWERED, 2)
                      .talk("Alice", 3)
                      .parked(4.5)
                      .talk("Bob", 4.5)),
          scenario("f3_park_timeout", 1796064968.6, 1796064993.0)
              .with(
                  call(INBOUND, "01614961016", "0800120400", AGENT)
                      .parkedFrom("400", 0.5, 2, "Alice", 3)
                      .inLog(20, AGENT)
                      .offer("Alice", ANSWERED, 2)
                      .talk("Alice", 3)
                      .parked(12)
                      .talk("Alice", 3)),
          scenario("g1_reject_local", 1796064993.0, 1796065040.3)
              .with(
                  call(INBOUND, "01614961017", "0800120400", CALLER)
                      .answered("400", 0.5, 7, "Bob", 39, CALLER)
                      .offer("Alice", REJECTED, 5)
                      .offer("Bob", ANSWERED, 2)
                      .talk("Bob", 39)),
          scenario("g3_reject_ringall", 1796065040.3, 1796065052.7)
              .with(
                  call(INBOUND, "01614961018", "0800120500", AGENT)
                      .answered("500", 0.5, 7, "Dora", 3, AGENT)
                      .offer("Carol", REJECTED, 5)
                      .offer("Dora", ANSWERED, 7)
                      .talk("Dora", 3)),
          scenario("h1_withheld", 1796065052.7, 1796065076.7)
              .with(call(INBOUND, "", "0800120630", CALLER).abandoned("630", 0.5, 2.5))
              .with(call(INBOUND, "", "0800120630", CALLER).abandoned("630", 0.5, 2.5))
              .with(call(INBOUND, "", "0800120630", CALLER).abandoned("630", 0.5, 2.5))
              .with(call(INBOUND, "01614960777", "0800120630", CALLER).abandoned("630", 0.5, 2.5))
              .with(call(INBOUND, "", "0800120630", CALLER).abandoned("630", 0.5, 2.5)),
          scenario("i1_names", 1796065076.7, 1796065093.4)
              .with(call(INBOUND, "01614961025", "0800120630", CALLER).abandoned("630", 0.5, 2.5))
              .with(call(INBOUND, "01614961026", "0800120630", CALLER).abandoned("630", 0.5, 2.5))
              .with(call(INBOUND, "01614961027", "0800120630", CALLER).abandoned("630", 0.5, 2.5))
              .with(call(INBOUND, "01614961028", "0800120630", CALLER).abandoned("630", 0.5, 2.5)),
          scenario("i2_member_name", 1796065093.4, 1796065106.7)
              .with(
                  call(INBOUND, "01614961029", "0800120410", AGENT)
                      .answered("410", 0.5, 2, "Renée Łuksza", 3, AGENT)
                      .offer("Renée Łuksza", ANSWERED, 2)
                      .talk("Renée Łuksza", 3))
              .status("Renée Łuksza", "READY", "", 0, 11.5)
              .status("Eve", "NOT_READY", "", 0, 11.5),
          scenario("j1_full", 1796065106.7, 1796065116.6)
              .with(call(INBOUND, "01614961030", "0800120610", CALLER).abandoned("610", 0.5, 5.5))
              .with(call(INBOUND, "01614961031", "0800120610", SYSTEM).refused("610", 0.5, "FULL")),
          scenario("j2_joinempty", 1796065116.6, 1796065122.9)
              .with(
                  call(INBOUND, "01614961032", "0800120620", SYSTEM).refused("620", 0.5, "EMPTY")),
          scenario("j3_timeouts", 1796065122.9, 1796065146.3)
              .with(
                  call(INBOUND, "01614961033", "0800120631", AGENT)
                      .left("400", 0.5, 8, VisitOutcome.TIMEOUT)
                      .left("500", 8.5, 8, VisitOutcome.TIMEOUT)
                      .answered("400", 16.5, 2, "Alice", 3, AGENT)
                      .offer("Alice", NO_ANSWER, 8)
                      .offer("Carol", NO_ANSWER, 8)
                      .offer("Dora", NO_ANSWER, 8)
                      .offer("Alice", ANSWERED, 2)
                      .talk("Alice", 3)),
          scenario("j4_leaveempty", 1796065146.3, 1796065160.6)
              .with(
                  call(INBOUND, "01614961034", "0800120620", SYSTEM)
                      .left("620", 0.5, 8, VisitOutcome.EMPTY)
                      .offer("Grace", NO_ANSWER, 8))
              .status("Grace", "READY", "", 0, 4),
          scenario("j5_key", 1796065160.6, 1796065171.5)
              .with(
                  call(INBOUND, "01614961035", "0800120630", SYSTEM)
                      .left("630", 0.5, 3.5, VisitOutcome.KEY)),
          scenario("k1_agent_states", 1796065171.5, 1796065217.9)
              .with(call(INTERNAL, "107", "*45410", SYSTEM).unsaid())
              .status("Grace", "READY", "", 0.5, 11.1)
              .status("Grace", "NOT_READY", "Meeting", 11.6, 18)
              .status("Grace", "NOT_READY", "Training", 29.6, 5)
              .status("Grace", "READY", "", 34.6, 10),
          scenario("l1_reload_waiting", 1796065217.9, 1796065228.3)
              .with(
                  call(INBOUND, "01614961036", "0800120500", AGENT)
                      .answered("500", 0.5, 5, "Carol", 3, AGENT)
                      .offer("Carol", ANSWERED, 5)
                      .offer("Dora", CANCELLED, 5)
                      .talk("Carol", 3)),
          scenario("m1_callback_agent_first", 1796065228.3, 1796065239.1)
              .with(call(OUTBOUND, "103", "07700900200", CALLER).by("Carol").talk("Carol", 5)),
          scenario("m3_callback_customer_first", 1796065239.1, 1796065250.0)
              .with(
                  call(OUTBOUND, "", "07700900201", CALLER)
                      .answered("400", 2, 2, "Alice", 4, CALLER)
                      .offer("Alice", ANSWERED, 2)
                      .talk("Alice", 4)),
          scenario("n1_chain", 1796065250.0, 1796065260.4)
              .with(
                  call(INBOUND, "01614961037", "0800120640", CALLER)
                      .answered("640", 0.5, 4, "Frank", 4, CALLER)
                      .offer("Frank", ANSWERED, 4)
                      .talk("Frank", 4)),
          scenario("n2_followme", 1796065260.4, 1796065272.4)
              .with(call(INBOUND, "01614961038", "0800120910", CALLER).talk("07700900105", 4)),
          scenario("o1_hold", 1796065272.4, 1796065290.8)
              .with(
                  call(INBOUND, "01614961039", "0800120400", CALLER)
                      .answered("400", 0.5, 2, "Alice", 14, CALLER)
                      .held(8)
                      .offer("Alice", ANSWERED, 2)
                      .talk("Alice", 14)),
          scenario("o2_conference", 1796065290.8, 1796065307.2)
              .with(
                  call(INBOUND, "01614961040", "0800120500", CALLER)
                      .answered("500", 0.5, 2, "Carol", 10, CALLER)
                      .offer("Carol", ANSWERED, 2)
                      .offer("Dora", CANCELLED, 2)
                      .talk("Carol", 10))
              .with(call(INTERNAL, "109", "801", SYSTEM).unsaidEnding().talk("801", 5.5)),
          scenario("o3_chanspy", 1796065307.2, 1796065318.6)
              .with(
                  call(INBOUND, "01614961041", "0800120500", CALLER)
                      .answered("500", 0.5, 2, "Carol", 7, CALLER)
                      .offer("Carol", ANSWERED, 2)
                      .offer("Dora", CANCELLED, 2)
                      .talk("Carol", 7))
              .with(call(INTERNAL, "109", "*222103", SYSTEM).unsaidEnding()));
}
