/** Tests of the translation, against what the phone system itself wrote down. */
@NullMarked
package dev.tenure.collection.asterisk;

import org.jspecify.annotations.NullMarked;
