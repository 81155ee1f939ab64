/** Tests of the Customer Portal over a real port and a real database. */
@NullMarked
package dev.tenure.customer;

import org.jspecify.annotations.NullMarked;
