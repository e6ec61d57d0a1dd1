package io.latentry.exchange;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a verb's endpoint, and tells {@link ModelOperationDocument} what is special about it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ModelOperation {

    /** Whether requests carry items, and not only options. */
    boolean takesItems() default true;

    /** A JSON body that works on an untouched server. */
    String example();

    /** The names of the arrays in the JSON answer. */
    String[] arrays();
}
