import java.io.IOException;
import java.util.List;

/** A line of a table, of models that differ in their seed only. */
interface Row {

    /** The models' names. Asks for those that are missing, and doesn't wait for them. */
    List<String> models() throws IOException, InterruptedException;

    /** Waits for the models and evaluates them. */
    String text(List<String> models) throws IOException, InterruptedException;
}
