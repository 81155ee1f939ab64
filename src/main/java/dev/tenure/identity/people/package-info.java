/** Keeping an organisation's people. */
@NullMarked
package dev.tenure.identity.people;

import org.jspecify.annotations.NullMarked;
