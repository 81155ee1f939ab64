/** Connectors: they keep a connection to each phone system and hand what it tells to the intake. */
@NullMarked
package dev.tenure.collection.connect;

import org.jspecify.annotations.NullMarked;
