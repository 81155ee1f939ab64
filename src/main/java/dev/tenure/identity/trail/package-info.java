/** What identity writes into the audit trail, and into whose chain. */
@NullMarked
package dev.tenure.identity.trail;

import org.jspecify.annotations.NullMarked;
