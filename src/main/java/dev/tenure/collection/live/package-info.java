/** SQL behind the pages: the live board, the list of calls, a call's journey. */
@NullMarked
package dev.tenure.collection.live;

import org.jspecify.annotations.NullMarked;
