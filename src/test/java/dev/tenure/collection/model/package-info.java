/** The folds, without a database. */
@NullMarked
package dev.tenure.collection.model;

import org.jspecify.annotations.NullMarked;
