/** The rules of billing as pure functions over records: no clock, no SQL, no Spring. */
@NullMarked
package dev.tenure.billing.draft;

import org.jspecify.annotations.NullMarked;
