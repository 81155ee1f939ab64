/**
 * What resellers are charged: plans, licences, invoices, and the runs that make them (D1–D10). The
 * rules are pure functions in {@code draft}; preview, run and tests call the same ones (D9).
 */
@NullMarked
package dev.tenure.billing;

import org.jspecify.annotations.NullMarked;
