/** Reads what decides a reseller's charges, for runs and previews alike (D9). */
@NullMarked
package dev.tenure.billing.facts;

import org.jspecify.annotations.NullMarked;
