/**
 * Live boards that move by themselves: one room for each watched customer, one rendering for all
 * its viewers, and nobody in it whom the gate doesn't admit (B1, B2).
 */
@NullMarked
package dev.tenure.customer.live;

import org.jspecify.annotations.NullMarked;
