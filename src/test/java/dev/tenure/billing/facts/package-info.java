@NullMarked
package dev.tenure.billing.facts;

import org.jspecify.annotations.NullMarked;
