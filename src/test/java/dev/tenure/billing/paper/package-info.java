@NullMarked
package dev.tenure.billing.paper;

import org.jspecify.annotations.NullMarked;
