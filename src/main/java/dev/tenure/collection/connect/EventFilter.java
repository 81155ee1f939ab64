package dev.tenure.collection.connect;

import java.util.List;

/**
 * What Asterisk is asked to send: about a fifth of all that it tells of a queue call. Regular
 * expressions over a whole message, as the action Filter takes them.
 */
final class EventFilter {

  private EventFilter() {}

  static final List<String> EXPRESSIONS =
      List.of(
          "^Event:"
              + " (Newchannel|NewCallerid|Newstate|Hangup|HangupRequest|DialBegin|DialEnd)[^A-Za-z]",
          "^Event:"
              + " (BridgeEnter|BridgeLeave|BlindTransfer|AttendedTransfer|Hold|Unhold|Pickup)[^A-Za-z]",
          "^Event:"
              + " (ParkedCall|UnParkedCall|ParkedCallTimeOut|ParkedCallGiveUp|AgentLog(in|off))"
              + "[^A-Za-z]",
          "^Event: (QueueCaller|QueueMember|AgentC|AgentRing)",
          "^Event:"
              + " (QueueParams|QueueEntry|QueueStatusComplete|CoreShowChannel|FullyBooted|Shutdown)",
          "^Event: VarSet.*Variable: QUEUESTATUS",
          "^Event: Newexten.*Application: Queue");
}
