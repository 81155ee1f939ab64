package dev.tenure.browser;

import dev.tenure.platform.Actor;

/** A person of the tests; the password is {@link BrowserWorld#PASSWORD}. */
record Somebody(Actor actor, String email) {}
