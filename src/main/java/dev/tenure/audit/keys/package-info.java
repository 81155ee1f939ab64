/** The keys that the trail is kept with, outside of the database (F4). */
@NullMarked
package dev.tenure.audit.keys;

import org.jspecify.annotations.NullMarked;
