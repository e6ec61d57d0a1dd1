package io.latentry.model;

/** What a network computes in when it is used; its weights are kept as they are. */
public enum Precision {
    FLOAT32,

    /** Half the memory, with 8 bits of precision; networks that gain nothing by it keep to float32. */
    BFLOAT16
}
