package dev.tenure.billing.run;

import java.time.YearMonth;
import java.util.UUID;

/** A run that is under way, or to begin. */
record Run(UUID id, YearMonth period, boolean dry, String askedBy) {}
