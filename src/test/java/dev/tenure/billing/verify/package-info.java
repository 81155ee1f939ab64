@NullMarked
package dev.tenure.billing.verify;

import org.jspecify.annotations.NullMarked;
