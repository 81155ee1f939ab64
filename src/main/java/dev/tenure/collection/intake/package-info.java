/** The door for events: read, gated, journalled and folded in one transaction. */
@NullMarked
package dev.tenure.collection.intake;

import org.jspecify.annotations.NullMarked;
