package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.limits.ByteBudget;
import dev.tenure.platform.limits.FairSlots;
import dev.tenure.platform.server.ClientNetwork;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * What the intake spends on those who send: memory for bodies on their way, turns to store events,
 * and look-ups of keys. A source has a quarter of the memory and of the turns at most, a reseller's
 * sources have half of them together, and who waits, waits in a line of their own: no source and no
 * reseller keeps the others out.
 */
@Component
class IntakeBudget {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LOOK_UPS = 8;
  private static final int LOOK_UPS_OF_AN_ADDRESS = 4;
  private static final int MOST_WAITING = 512;

  private final ByteBudget bytes;
  private final ByteBudget bytesOfResellers = new ByteBudget(Long.MAX_VALUE);
  private final FairSlots turnsOfSources;
  private final FairSlots turns;
  private final FairSlots lookUps = new FairSlots(LOOK_UPS, LOOK_UPS_OF_AN_ADDRESS, MOST_WAITING);
  private final long memory;

  /** Why there is no room now; the same request may be sent again in a moment. */
  static final class Spent extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean own;

    private Spent(boolean own) {
      super(null, null, false, false);
      this.own = own;
    }

    /** Whether the sender has as much as one may have; otherwise all have it together. */
    boolean isOwn() {
      return own;
    }
  }

  IntakeBudget(
      @Value("${tenure.intake.parallel:32}") int parallel,
      @Value("${tenure.intake.memory:64MB}") DataSize memory) {
    if (parallel < 1) {
      throw new IllegalArgumentException("tenure.intake.parallel is below 1; give at least 1.");
    }
    this.memory = memory.toBytes();
    if (this.memory < 4L * IntakeBody.LARGEST) {
      throw new IllegalArgumentException(
          "tenure.intake.memory is %s; give at least 20MB, four times the largest request."
              .formatted(memory));
    }
    bytes = new ByteBudget(this.memory);
    turnsOfSources = new FairSlots(Integer.MAX_VALUE, Math.max(1, parallel / 4), MOST_WAITING);
    turns = new FairSlots(parallel, Math.max(1, parallel / 2), MOST_WAITING);
  }

  /** Memory for one body, which grows as the body comes. */
  final class Room implements AutoCloseable {

    private final ByteBudget.Share own;
    private final ByteBudget.Share resellers;

    private Room(OpenSource source) {
      own = bytes.share(source.id(), memory / 4);
      resellers = bytesOfResellers.share(source.reseller(), memory / 2);
    }

    void grow(int more) throws Spent {
      if (resellers.claim(more) != ByteBudget.Claim.GRANTED) {
        throw new Spent(true);
      }
      ByteBudget.Claim claim = own.claim(more);
      if (claim != ByteBudget.Claim.GRANTED) {
        throw new Spent(claim == ByteBudget.Claim.OWN_SPENT);
      }
    }

    @Override
    public void close() {
      own.close();
      resellers.close();
    }
  }

  Room room(OpenSource source) {
    return new Room(source);
  }

  interface Work<T> {
    T done();
  }

  /** Does it in the source's turn. */
  <T> T inTurn(SourceId source, ResellerId reseller, Work<T> work)
      throws Spent, InterruptedException {
    FairSlots.Slot ofSource = require(turnsOfSources, source);
    try (ofSource) {
      FairSlots.Slot ofReseller = require(turns, reseller);
      try (ofReseller) {
        return work.done();
      }
    }
  }

  private static FairSlots.Slot require(FairSlots slots, Object owner)
      throws Spent, InterruptedException {
    Optional<FairSlots.Slot> slot = slots.take(owner, PATIENCE);
    return slot.orElseThrow(() -> new Spent(slots.isFull(owner)));
  }

  /** Looks up a key. Those who guess keys wait for each other, not others for them. */
  <T> T lookUp(ClientNetwork network, Supplier<T> work) throws Spent, InterruptedException {
    FairSlots.Slot turn = require(lookUps, network);
    try (turn) {
      return work.get();
    }
  }
}
