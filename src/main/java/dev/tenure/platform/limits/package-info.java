/** Budgets that are shared by many, so that no one of them can use up what all need. */
@NullMarked
package dev.tenure.platform.limits;

import org.jspecify.annotations.NullMarked;
