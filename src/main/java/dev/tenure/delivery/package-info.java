/** Carries out what commands have left to be done, and sends mail (A12). */
@NullMarked
package dev.tenure.delivery;

import org.jspecify.annotations.NullMarked;
