package io.latentry.download;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Where a download stands.
 *
 * @param phase always {@code download}
 * @param bytes received, earlier attempts' among them
 * @param totalBytes of the file; −1 where the source does not tell
 * @param bytesPerSecond since the process started
 * @param etaSeconds until the end; −1 where it cannot be told
 */
@Schema
record DownloadProgress(String phase, long bytes, long totalBytes, double bytesPerSecond, double etaSeconds) {

    static final String DOWNLOAD = "download";

    static DownloadProgress of(long bytes, long totalBytes, long received, double seconds) {
        double speed = received / Math.max(seconds, 1e-3);
        double eta = totalBytes < 0 || speed <= 0 ? -1 : (totalBytes - bytes) / speed;
        return new DownloadProgress(DOWNLOAD, bytes, totalBytes, speed, eta);
    }
}
