/** The heart: an account's life as a timeline of intents, the dials it yields, and its commands. */
@NullMarked
package dev.tenure.account;

import org.jspecify.annotations.NullMarked;
