package dev.tenure.platform.web;

import gg.jte.Content;

/**
 * What is said at the top of a page about what has just happened.
 *
 * @param tone one of "ok", "info", "hold", "end", "bad"
 */
public record Notice(String tone, Content text) {}
