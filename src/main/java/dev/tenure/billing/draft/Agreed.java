package dev.tenure.billing.draft;

import dev.tenure.billing.Terms;

/**
 * Days of a licence that are charged by the same terms, should they come after their month (D11).
 */
record Agreed(Terms terms, Days days) {}
