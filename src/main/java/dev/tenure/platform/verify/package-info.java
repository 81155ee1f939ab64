/** Rule F3: the law proved on the data, by checks that each module contributes. */
@NullMarked
package dev.tenure.platform.verify;

import org.jspecify.annotations.NullMarked;
