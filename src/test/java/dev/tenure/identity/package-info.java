/** Identity's rules proved on real databases, and its pages over a real port. */
@NullMarked
package dev.tenure.identity;

import org.jspecify.annotations.NullMarked;
