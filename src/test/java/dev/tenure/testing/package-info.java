/** What tests of all modules share: databases of their own and a clock that they move. */
@NullMarked
package dev.tenure.testing;

import org.jspecify.annotations.NullMarked;
