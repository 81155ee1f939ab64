/**
 * The HTTP server: who may connect, how long it waits for slow senders and readers, and which
 * proxies it believes. Nothing here knows a tenant; budgets of tenants are kept behind the gate.
 */
@NullMarked
package dev.tenure.platform.server;

import org.jspecify.annotations.NullMarked;
