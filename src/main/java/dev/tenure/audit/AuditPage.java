package dev.tenure.audit;

import java.util.List;
import java.util.Optional;

/**
 * Entries, newest first.
 *
 * @param next cursor of the page with older ones, empty when there are none
 */
public record AuditPage(List<AuditLine> lines, Optional<String> next) {}
