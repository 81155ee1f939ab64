/** Tests of the translation of what FreeSWITCH tells, with a recording of a real system. */
@NullMarked
package dev.tenure.collection.freeswitch;

import org.jspecify.annotations.NullMarked;
