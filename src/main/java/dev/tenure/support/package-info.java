/** The Support Console: pages for the platform's own people. No rules and no SQL. */
@NullMarked
package dev.tenure.support;

import org.jspecify.annotations.NullMarked;
