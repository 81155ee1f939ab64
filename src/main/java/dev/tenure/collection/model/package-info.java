/** The pure part: canonical events, and what calls and agents they amount to. */
@NullMarked
package dev.tenure.collection.model;

import org.jspecify.annotations.NullMarked;
