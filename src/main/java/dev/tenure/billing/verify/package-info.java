/** F3: the laws of billing, proved on all invoices there are. */
@NullMarked
package dev.tenure.billing.verify;

import org.jspecify.annotations.NullMarked;
