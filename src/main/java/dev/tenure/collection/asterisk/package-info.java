/**
 * Pure translation of what Asterisk tells to canonical events, with its traps (docs/asterisk.md).
 */
@NullMarked
package dev.tenure.collection.asterisk;

import org.jspecify.annotations.NullMarked;
