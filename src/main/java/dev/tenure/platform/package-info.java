/**
 * What every module stands on: ids, the clock, refusals, the actor, the database and the web shell.
 */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.tenure.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
