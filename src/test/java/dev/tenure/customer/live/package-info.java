/** Tests of the live streams. */
@NullMarked
package dev.tenure.customer.live;

import org.jspecify.annotations.NullMarked;
