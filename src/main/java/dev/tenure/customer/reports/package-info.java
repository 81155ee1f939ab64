/** Reports: their page, charts, files and saved views. */
@NullMarked
package dev.tenure.customer.reports;

import org.jspecify.annotations.NullMarked;
