package io.latentry.exchange;

import java.util.List;

/** What a model answered, to be written in the media type that was asked for. */
public interface ArrayAnswer {

    /** The model that answered, as {@code name@version}. */
    String model();

    /** What was computed. */
    List<NamedArray> arrays();
}
