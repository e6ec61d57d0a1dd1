package io.latentry;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/** Has the pool drop each connection to a database that closed itself, by H2's codes, which it does not know. */
public final class ClosedDatabase implements SQLExceptionOverride {

    /** General and I/O errors of the file; the database, or the connection to it, is closed. */
    private static final Set<Integer> CODES = Set.of(50000, 90028, 90031, 90067, 90098, 90121);

    @java.lang.Override
    public Override adjudicate(SQLException error) {
        return CODES.contains(error.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
