package dev.tenure.billing.draft;

import dev.tenure.billing.HolderId;
import dev.tenure.billing.PartNumber;
import java.util.List;

/**
 * What one user owes for one part beyond what was charged for it already.
 *
 * @param owed days to be charged at the price
 * @param trial days to be shown at zero (D7)
 * @param unused days that were charged at the price and aren't owed any more
 * @param charged what the invoice before charged
 * @param agreed by which terms its days are charged after their month
 */
record Due(
    HolderId holder,
    String name,
    PartNumber part,
    Days owed,
    Days trial,
    Days unused,
    List<CustomerFacts.Charge> charged,
    List<Agreed> agreed) {}
