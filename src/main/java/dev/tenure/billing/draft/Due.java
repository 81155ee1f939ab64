package dev.tenure.billing.draft;

import dev.tenure.billing.HolderId;
import dev.tenure.billing.PartNumber;
import java.util.List;

/**
 * What one user owes for one part, and what was charged for it already.
 *
 * @param paid days owed at the price
 * @param trial days owed at nought (D7)
 */
record Due(
    HolderId holder,
    String name,
    PartNumber part,
    Days paid,
    Days trial,
    List<CustomerFacts.Charge> charged) {}
