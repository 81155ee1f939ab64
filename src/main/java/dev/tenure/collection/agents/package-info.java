/** What agents do: a pure fold of what is known of them, and the SQL that reads it. */
@NullMarked
package dev.tenure.collection.agents;

import org.jspecify.annotations.NullMarked;
