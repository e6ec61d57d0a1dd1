/**
 * Deadlines, least rates and fair shares of the connections to the server. Tomcat limits the time between two reads only,
 * which a client keeps to that sends a byte now and then.
 */
@NullMarked
package io.latentry.web.connection;

import org.jspecify.annotations.NullMarked;
