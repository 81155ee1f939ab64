/** Tests of reports: measures, calendar, sums. */
@NullMarked
package dev.tenure.reporting;

import org.jspecify.annotations.NullMarked;
