package io.latentry.web;

import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;

/**
 * Names schemas as their classes are, nested ones with the name of what they are in before their own: two classes of one
 * name would share a schema, which describes only one of them.
 */
final class SchemaNames extends TypeNameResolver {

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        String name = super.nameForClass(type, options);
        Schema schema = type.getAnnotation(Schema.class);
        Class<?> outer = type.getEnclosingClass();
        boolean isNamed = schema != null && !schema.name().isEmpty();
        return isNamed || outer == null ? name : nameForClass(outer, options) + name;
    }
}
