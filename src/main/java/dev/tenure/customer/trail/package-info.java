/** The trail as far as it is the customer's (F1). */
@NullMarked
package dev.tenure.customer.trail;

import org.jspecify.annotations.NullMarked;
