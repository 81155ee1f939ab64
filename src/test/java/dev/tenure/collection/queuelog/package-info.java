/** Tests of the import of queue_logs, with logs of real systems. */
@NullMarked
package dev.tenure.collection.queuelog;

import org.jspecify.annotations.NullMarked;
