/**
 * The demo world of {@code ./tenure demo}: resellers, customers, people and a simulated phone
 * system, all made through the doors that real data come through.
 */
@NullMarked
package dev.tenure.demo;

import org.jspecify.annotations.NullMarked;
