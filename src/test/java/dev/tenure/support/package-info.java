/** The Support Console over a real port and a real database. */
@NullMarked
package dev.tenure.support;

import org.jspecify.annotations.NullMarked;
