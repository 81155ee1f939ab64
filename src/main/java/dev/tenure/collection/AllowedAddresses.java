package dev.tenure.collection;

import java.net.InetAddress;

/**
 * Addresses that phone systems may be connected at although Tenure keeps away from their kind: its
 * own, link-local ones, and those of cloud providers' metadata. Whoever may name a phone system's
 * address could else look into what listens beside Tenure.
 */
@FunctionalInterface
public interface AllowedAddresses {

  /** Whether that one is allowed. */
  boolean allows(InetAddress address, int port);
}
