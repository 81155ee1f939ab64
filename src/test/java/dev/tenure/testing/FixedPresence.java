package dev.tenure.testing;

import dev.tenure.identity.Presence;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.util.List;

/** So many people are signed in, whoever asks: who is, is identity's to test. */
public record FixedPresence(int ofCustomer, int ofReseller) implements Presence {

  @Override
  public int signedIn(CustomerId customer) {
    return ofCustomer;
  }

  @Override
  public int signedIn(ResellerId reseller) {
    return ofReseller;
  }

  @Override
  public List<SignedIn> people(CustomerId customer, int limit) {
    return List.of();
  }
}
