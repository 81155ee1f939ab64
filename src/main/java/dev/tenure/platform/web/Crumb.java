package dev.tenure.platform.web;

/** One step of the way that leads to a page. */
public record Crumb(String text, String address) {}
