/** The append-only, hash-chained trail of who did what, when and why (F1, F2). */
@NullMarked
package dev.tenure.audit;

import org.jspecify.annotations.NullMarked;
