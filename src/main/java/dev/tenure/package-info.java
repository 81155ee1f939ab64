/** Tenure: the life of hosted-analytics accounts, from creation to termination and back. */
@NullMarked
package dev.tenure;

import org.jspecify.annotations.NullMarked;
