package dev.tenure.identity.web;

import dev.tenure.identity.Contact;

/** What the refusal page tells; why access was stopped is not part of it (B4). */
public record StoppedView(String organisation, Contact contact) {}
