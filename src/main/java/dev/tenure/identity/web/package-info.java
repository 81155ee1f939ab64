/** Identity's pages, and the filters that put the gate before everything else. */
@NullMarked
package dev.tenure.identity.web;

import org.jspecify.annotations.NullMarked;
