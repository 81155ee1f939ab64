package dev.tenure.collection;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.time.Instant;
import java.util.List;

/**
 * One phone system connection.
 *
 * @param keyHint the last characters of its key
 * @param lastChange its making, if nobody has changed it since
 * @param version to be carried by whatever changes it next (A10)
 * @param customers whose events it sends, by account code
 */
public record Source(
    SourceId id,
    ResellerId reseller,
    String name,
    SourceKind kind,
    String keyHint,
    Instant keyRolledAt,
    Instant createdAt,
    Change lastChange,
    long version,
    List<Mapping> customers) {

  /** Copies the list. */
  public Source {
    customers = List.copyOf(customers);
  }

  /**
   * Events with this account are the customer's.
   *
   * @param account empty for events that name none
   */
  public record Mapping(String account, CustomerId customer, String customerName) {}

  /**
   * Who changed it and when.
   *
   * @param by empty when that isn't known
   */
  public record Change(Instant at, String by) {}

  /** A source and its key in the clear, which is shown once and can't be read again. */
  public record WithKey(Source source, String key) {}
}
