/**
 * Who people are and what they may reach: sign-in, sessions, permissions, and the one gate through
 * which every request goes (B1 to B5). {@link AccessGate} alone decides about access.
 */
@NullMarked
package dev.tenure.identity;

import org.jspecify.annotations.NullMarked;
