/** The intake on a real database. */
@NullMarked
package dev.tenure.collection.intake;

import org.jspecify.annotations.NullMarked;
