/** The launcher script at the root of the repository. */
@NullMarked
package dev.tenure.launcher;

import org.jspecify.annotations.NullMarked;
