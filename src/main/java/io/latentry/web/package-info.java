/**
 * What controllers share: problem details, media types, paging, security and the OpenAPI page.
 */
@NullMarked
package io.latentry.web;

import org.jspecify.annotations.NullMarked;
