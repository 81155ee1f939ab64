/** Tests of the demo world. */
@NullMarked
package dev.tenure.demo;

import org.jspecify.annotations.NullMarked;
