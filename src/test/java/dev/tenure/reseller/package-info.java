/** The Reseller Portal over a real port and a real database. */
@NullMarked
package dev.tenure.reseller;

import org.jspecify.annotations.NullMarked;
