@NullMarked
package dev.tenure.billing;

import org.jspecify.annotations.NullMarked;
