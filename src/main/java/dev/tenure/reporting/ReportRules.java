package dev.tenure.reporting;

/** By what a customer's reports go. */
public record ReportRules(Calendar calendar, Thresholds thresholds) {}
