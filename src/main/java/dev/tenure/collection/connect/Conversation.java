package dev.tenure.collection.connect;

import dev.tenure.collection.told.Known;
import dev.tenure.collection.told.Told;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one phone system tells over one connection, in canonical events. For one thread. */
interface Conversation {

  /** What it calls itself, for people. */
  String version();

  /** Its clock's lead over ours; zero if it doesn't tell. */
  Duration clockAhead();

  /** What isn't as it should be, in words. */
  List<String> advice();

  /**
   * Takes up the thread: from what is stored, what was in progress when the connection began, and
   * what came since. Comes once, first.
   *
   * @param at of the snapshot, by its clock
   */
  List<Told> resume(Known known, Instant at) throws IOException;

  /**
   * Hears its next message; blocks until there is one.
   *
   * @param theirNow stands in for the message's instant if it has none
   */
  List<Told> hear(Instant theirNow) throws IOException;

  /** When the message that was heard last was made, by its clock; empty if it doesn't say. */
  Optional<Instant> stamp();

  /** What isn't right about the message that was heard last, in words. */
  Optional<String> complaint();

  /** Whether another message has come already. */
  boolean hasMore();

  /** What is due by that instant of its clock without any message. */
  List<Told> due(Instant theirNow);

  /** The status of each logged-in agent, whether or not it was reported before. */
  List<Told> restate(Instant theirNow);

  /** The same, for agents whose queues have changed since the last call. */
  List<Told> moved(Instant theirNow);

  /** Makes the reader of the next message return soon; from any thread. */
  void nudge() throws IOException;

  /**
   * What it told since that instant isn't all made into events yet; empty if it is.
   *
   * @param theirNow by its clock
   */
  Optional<Instant> untoldSince(Instant theirNow);

  /** How many things in progress are kept in mind. */
  int held();

  /** How many messages were left out, since they couldn't be read. */
  long dropped();
}
