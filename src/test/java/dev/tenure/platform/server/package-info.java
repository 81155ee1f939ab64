@NullMarked
package dev.tenure.platform.server;

import org.jspecify.annotations.NullMarked;
