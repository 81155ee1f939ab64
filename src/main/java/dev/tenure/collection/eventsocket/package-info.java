/** The wire protocol of FreeSWITCH's event socket: frames in, commands out. */
@NullMarked
package dev.tenure.collection.eventsocket;

import org.jspecify.annotations.NullMarked;
