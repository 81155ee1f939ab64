/**
 * What a customer's agents did on a day: all of them on one time axis, and each on its own page.
 */
@NullMarked
package dev.tenure.customer.agents;

import org.jspecify.annotations.NullMarked;
