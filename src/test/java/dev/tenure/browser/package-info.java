/** Tests that use the whole product as people do, in Chromium and over plain HTTP. */
@NullMarked
package dev.tenure.browser;

import org.jspecify.annotations.NullMarked;
