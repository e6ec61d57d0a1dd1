package io.latentry.model;

/**
 * Where a download stands.
 *
 * @param phase always {@value #DOWNLOAD}
 * @param step the same as {@code bytes}, by which a job is known to get further
 * @param bytes received, earlier attempts' among them
 * @param totalBytes of the file; −1 where the source does not tell
 * @param bytesPerSecond since the process started
 * @param etaSeconds until the end; −1 where it cannot be told
 */
public record DownloadProgress(
        String phase, long step, long bytes, long totalBytes, double bytesPerSecond, double etaSeconds) {

    public static final String DOWNLOAD = "download";

    /**
     * Tells it with speed and remaining time.
     *
     * @param received by this process
     * @param seconds that it took
     */
    public static DownloadProgress of(long bytes, long totalBytes, long received, double seconds) {
        double speed = received / Math.max(seconds, 1e-3);
        double eta = totalBytes < 0 || speed <= 0 ? -1 : (totalBytes - bytes) / speed;
        return new DownloadProgress(DOWNLOAD, bytes, bytes, totalBytes, speed, eta);
    }
}
