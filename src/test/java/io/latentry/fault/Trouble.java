package io.latentry.fault;

import java.io.IOException;

/** Something that happens to a disk during a life. */
interface Trouble {

    void begin() throws IOException;

    /** Whether a writer has met it. */
    boolean isMet() throws IOException;

    /** Whether it lasts until it is ended. */
    boolean lasts();

    /** Ends it; the disk works again. */
    void end() throws IOException;

    /** A fault that a {@link Disk} injects. */
    static Trouble of(Fault fault, FaultControl control) {
        return new Trouble() {
            @Override
            public void begin() {
                control.arm(fault);
            }

            @Override
            public boolean isMet() {
                return control.failures() > 0;
            }

            @Override
            public boolean lasts() {
                return fault.mode() != Fault.Mode.ONCE;
            }

            @Override
            public void end() {
                control.free();
            }

            @Override
            public String toString() {
                return fault.toString();
            }
        };
    }
}
