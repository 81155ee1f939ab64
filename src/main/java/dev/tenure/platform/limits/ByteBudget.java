package dev.tenure.platform.limits;

import java.util.HashMap;
import java.util.Map;

/**
 * Memory for what is being received: so much in all, and so much for each who sends. It is claimed
 * as bytes come, so that what is only announced takes nothing.
 */
public final class ByteBudget {

  /** What became of a claim. */
  public enum Claim {
    GRANTED,
    /** Who claims has as much as they may. */
    OWN_SPENT,
    /** All have it together. */
    ALL_SPENT
  }

  private final long all;
  private final Map<Object, Long> held = new HashMap<>();
  private long taken;

  /** A budget of so many bytes. */
  public ByteBudget(long all) {
    this.all = all;
  }

  /** An empty share; it gives everything back when it is closed. */
  public Share share(Object owner, long most) {
    return new Share(owner, most);
  }

  /** Bytes that are taken at this moment. */
  public synchronized long taken() {
    return taken;
  }

  private synchronized Claim claim(Object owner, long most, long bytes) {
    long own = held.getOrDefault(owner, 0L);
    if (own + bytes > most) {
      return Claim.OWN_SPENT;
    }
    if (taken + bytes > all) {
      return Claim.ALL_SPENT;
    }
    taken += bytes;
    held.put(owner, own + bytes);
    return Claim.GRANTED;
  }

  private synchronized void giveBack(Object owner, long bytes) {
    taken -= bytes;
    held.computeIfPresent(owner, (who, own) -> own == bytes ? null : own - bytes);
  }

  /** What one request has claimed. Not for several threads at once. */
  public final class Share implements AutoCloseable {

    private final Object owner;
    private final long most;
    private long claimed;

    private Share(Object owner, long most) {
      this.owner = owner;
      this.most = most;
    }

    /** Claims so many more, all or none. */
    public Claim claim(long bytes) {
      Claim claim = ByteBudget.this.claim(owner, most, bytes);
      claimed += claim == Claim.GRANTED ? bytes : 0;
      return claim;
    }

    @Override
    public void close() {
      if (claimed > 0) {
        giveBack(owner, claimed);
        claimed = 0;
      }
    }
  }
}
