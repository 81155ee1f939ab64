package dev.tenure.identity;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.ResellerId;

/** Who a person belongs to; it never changes in a person's life. */
public sealed interface Organisation {

  /** The level of its people. */
  Level level();

  /** The platform's own people. */
  record Support() implements Organisation {
    @Override
    public Level level() {
      return Level.SUPPORT;
    }
  }

  /** A reseller's own people. */
  record Reseller(ResellerId id) implements Organisation {
    @Override
    public Level level() {
      return Level.RESELLER;
    }
  }

  /** A customer's people. */
  record Customer(CustomerId id) implements Organisation {
    @Override
    public Level level() {
      return Level.CUSTOMER;
    }
  }
}
