/** Tests of the wire protocol, with recordings of real systems. */
@NullMarked
package dev.tenure.collection.ami;

import org.jspecify.annotations.NullMarked;
