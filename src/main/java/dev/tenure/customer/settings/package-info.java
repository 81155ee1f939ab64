/** What a customer's people set for themselves: measures and thresholds. */
@NullMarked
package dev.tenure.customer.settings;

import org.jspecify.annotations.NullMarked;
