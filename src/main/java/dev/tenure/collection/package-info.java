/** From phone systems' events to calls and agent statuses, inside service periods only (C1–C9). */
@NullMarked
package dev.tenure.collection;

import org.jspecify.annotations.NullMarked;
