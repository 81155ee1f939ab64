package dev.tenure.demo;

import dev.tenure.platform.Serving;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** Marks a bean that exists only with {@code tenure.demo=true}, while Tenure serves. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Serving
@ConditionalOnProperty("tenure.demo")
@interface InDemo {}
