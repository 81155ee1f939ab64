package dev.tenure.account;

import java.util.List;
import java.util.Optional;

/**
 * One page of customers.
 *
 * @param next cursor of the following page, empty on the last
 * @param previous cursor of the page before, empty on the first
 */
public record GridPage(
    List<CustomerLine> lines, Optional<String> next, Optional<String> previous) {}
