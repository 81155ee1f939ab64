/** Commands that work on the data beside a running Tenure, or without one. */
@NullMarked
package dev.tenure.platform.command;

import org.jspecify.annotations.NullMarked;
