@NullMarked
package dev.tenure.platform.limits;

import org.jspecify.annotations.NullMarked;
