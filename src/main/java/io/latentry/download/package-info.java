/**
 * Models from elsewhere: jobs that fetch a file from an address that the operator allows, and import it
 * ({@code POST /v1/imports}).
 */
@NullMarked
package io.latentry.download;

import org.jspecify.annotations.NullMarked;
