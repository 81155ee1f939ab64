/** Passwords, sign-in, one-time links and the throttle on guesses. */
@NullMarked
package dev.tenure.identity.signin;

import org.jspecify.annotations.NullMarked;
