/** Invoices as files: PDF, CSV, JSON, streamed line by line. */
@NullMarked
package dev.tenure.billing.paper;

import org.jspecify.annotations.NullMarked;
