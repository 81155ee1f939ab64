/** Backups of the bundled database with what belongs to it, and restoring them. */
@NullMarked
package dev.tenure.platform.backup;

import org.jspecify.annotations.NullMarked;
