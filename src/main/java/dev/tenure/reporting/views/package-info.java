/** SQL of saved views. */
@NullMarked
package dev.tenure.reporting.views;

import org.jspecify.annotations.NullMarked;
