/** Signed statements of all chains' heads, kept outside of the database (F4). */
@NullMarked
package dev.tenure.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
