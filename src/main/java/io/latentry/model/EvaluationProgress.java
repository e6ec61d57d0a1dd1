package io.latentry.model;

/**
 * Where an evaluation stands.
 *
 * @param phase always {@value #EVALUATION}
 * @param step measurements that are done, by which a job is known to get further
 * @param steps all of them
 * @param representation that is encoded or measured
 * @param protocol by which it is measured; empty while it is encoded
 * @param etaSeconds until the end, if what is left takes as long as what is done; −1 before anything is
 */
public record EvaluationProgress(
        String phase, long step, long steps, String representation, String protocol, double etaSeconds) {

    public static final String EVALUATION = "evaluation";
}
