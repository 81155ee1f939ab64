/** The Reseller Portal: pages and forms over the account module; no rules, no SQL. */
@NullMarked
package dev.tenure.reseller;

import org.jspecify.annotations.NullMarked;
