/** Tests of connectors, against an Asterisk that says what a real one said. */
@NullMarked
package dev.tenure.collection.connect;

import org.jspecify.annotations.NullMarked;
