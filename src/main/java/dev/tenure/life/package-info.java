/** How an account's life reads on a page, the same for its reseller and for Support. */
@NullMarked
package dev.tenure.life;

import org.jspecify.annotations.NullMarked;
