/**
 * The database: the supervisor of the bundled PostgreSQL, and the choice between it and a server
 * elsewhere.
 */
@NullMarked
package dev.tenure.platform.database;

import org.jspecify.annotations.NullMarked;
