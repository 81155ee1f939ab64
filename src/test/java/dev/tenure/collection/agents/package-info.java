/** Tests of what agents do. */
@NullMarked
package dev.tenure.collection.agents;

import org.jspecify.annotations.NullMarked;
