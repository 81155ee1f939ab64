/** A simulated phone system: offices whose people and callers behave believably, and repeatably. */
@NullMarked
package dev.tenure.demo.phones;

import org.jspecify.annotations.NullMarked;
