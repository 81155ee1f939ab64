/** Tests of the simulated phone system. */
@NullMarked
package dev.tenure.demo.phones;

import org.jspecify.annotations.NullMarked;
