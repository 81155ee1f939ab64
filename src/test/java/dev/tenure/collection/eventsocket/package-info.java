/** Tests of the wire protocol, with a recording of a real system. */
@NullMarked
package dev.tenure.collection.eventsocket;

import org.jspecify.annotations.NullMarked;
