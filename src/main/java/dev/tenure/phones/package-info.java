/** How phone systems read on a page, the same for their reseller and for Support. */
@NullMarked
package dev.tenure.phones;

import org.jspecify.annotations.NullMarked;
