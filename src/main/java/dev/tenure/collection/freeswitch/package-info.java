/**
 * Pure translation of what FreeSWITCH tells to canonical events, with its traps
 * (docs/freeswitch.md).
 */
@NullMarked
package dev.tenure.collection.freeswitch;

import org.jspecify.annotations.NullMarked;
