package io.latentry.dataset;

/** The two parts of a dataset: one to learn from, one to judge by. */
public enum Split {
    TRAIN,
    TEST
}
