/** Tests of settings and of what the live page counts. */
@NullMarked
package dev.tenure.collection.live;

import org.jspecify.annotations.NullMarked;
