/** Issues invoices: one reseller and period in one transaction, by the thousand in a run (D8). */
@NullMarked
package dev.tenure.billing.run;

import org.jspecify.annotations.NullMarked;
