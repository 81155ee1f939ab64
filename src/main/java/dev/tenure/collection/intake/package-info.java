/** The door for events: read, gated and journalled in one transaction, which facts follow. */
@NullMarked
package dev.tenure.collection.intake;

import org.jspecify.annotations.NullMarked;
