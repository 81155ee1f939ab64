/**
 * The web shell: pages, texts, formats, assets, and the one place where refusals become answers.
 */
@NullMarked
package dev.tenure.platform.web;

import org.jspecify.annotations.NullMarked;
