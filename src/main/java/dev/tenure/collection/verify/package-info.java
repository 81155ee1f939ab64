/** The laws of collection, proved on the data (F3). */
@NullMarked
package dev.tenure.collection.verify;

import org.jspecify.annotations.NullMarked;
