@NullMarked
package dev.tenure.billing.run;

import org.jspecify.annotations.NullMarked;
