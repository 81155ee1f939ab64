/** What the translations of all kinds of phone systems share: what they tell, and whose it is. */
@NullMarked
package dev.tenure.collection.told;

import org.jspecify.annotations.NullMarked;
