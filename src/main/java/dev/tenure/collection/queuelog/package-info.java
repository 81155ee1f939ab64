/** Import of finished queue_logs of Asterisk: reading, translation and report. */
@NullMarked
package dev.tenure.collection.queuelog;

import org.jspecify.annotations.NullMarked;
