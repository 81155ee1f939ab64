/** What slows guessing down (B9): counted tries, delays, known browsers, and turns at hashing. */
@NullMarked
package dev.tenure.identity.guess;

import org.jspecify.annotations.NullMarked;
