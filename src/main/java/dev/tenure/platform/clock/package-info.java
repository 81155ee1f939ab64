/**
 * What time it is: the database's clock, never going back (A15) and believed only as far as nodes
 * can follow it (A16).
 */
@NullMarked
package dev.tenure.platform.clock;

import org.jspecify.annotations.NullMarked;
