/** A customer's calls in a list, as a file, and one by one with their journey. */
@NullMarked
package dev.tenure.customer.calls;

import org.jspecify.annotations.NullMarked;
