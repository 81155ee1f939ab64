/** Tests of what all translations share. */
@NullMarked
package dev.tenure.collection.told;

import org.jspecify.annotations.NullMarked;
