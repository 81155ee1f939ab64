/** Sessions as rows, and the gate that judges them with one query. */
@NullMarked
package dev.tenure.identity.sessions;

import org.jspecify.annotations.NullMarked;
