/** The Customer Portal: live board, calls and trail of one customer; no rules, no SQL. */
@NullMarked
package dev.tenure.customer;

import org.jspecify.annotations.NullMarked;
