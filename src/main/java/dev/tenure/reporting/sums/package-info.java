/** The sums behind reports: their SQL, and the worker that keeps them. */
@NullMarked
package dev.tenure.reporting.sums;

import org.jspecify.annotations.NullMarked;
