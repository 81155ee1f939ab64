package dev.tenure.support;

import gg.jte.Content;

/** A fact at the top of an account's pages that is never missing while it is true. */
public record Banner(String tone, Content text) {}
