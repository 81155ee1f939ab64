@NullMarked
package dev.tenure.billing.draft;

import org.jspecify.annotations.NullMarked;
