package dev.tenure.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/**
 * Marks a bean that acts by itself: a runner, a scheduled job, a lifecycle, a listener for the end
 * of the start. It is there when Tenure serves, and absent when a command such as {@code verify}
 * works on the data, perhaps beside a Tenure that serves.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty(name = "tenure.mode", havingValue = "serve", matchIfMissing = true)
public @interface Serving {}
