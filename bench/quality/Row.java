import java.io.IOException;

/** A line of a table, of models that differ in their seed only. */
interface Row {

    /** Asks for the models that are missing, and doesn't wait for them. */
    void begin() throws IOException, InterruptedException;

    /** Waits for the models and evaluates them. */
    String text() throws IOException, InterruptedException;
}
