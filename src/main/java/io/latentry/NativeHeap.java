package io.latentry;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Gives memory that native code has freed back to the system. glibc keeps it, in arenas of which there are eight for every
 * core: after some thousand requests that was 300 MB of a server's 1,200.
 */
final class NativeHeap {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private NativeHeap() {}

    /** Trims every now and then, in a thread of its own, if this JVM can. */
    static void keepTrimmed() {
        Thread trimmer = new Thread(NativeHeap::trimAlways, "native-heap");
        trimmer.setDaemon(true);
        trimmer.start();
    }

    private static void trimAlways() {
        try {
            do {
                Thread.sleep(INTERVAL.toMillis());
            } while (trim());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What {@code jcmd System.trim_native_heap} does; false where there is none, as on other systems than Linux. */
    static boolean trim() {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            new Object[0],
                            new String[0]);
            return true;
        } catch (JMException e) {
            return false;
        }
    }
}
