/**
 * Reports over calls, queue visits and agents: measures, calendar, sums and saved views. It reads
 * facts and writes nothing but its own sums and views.
 */
@NullMarked
package dev.tenure.reporting;

import org.jspecify.annotations.NullMarked;
