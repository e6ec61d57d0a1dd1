import java.util.List;

/** A kind of model, which has a page of its own. */
interface Part {

    /** The page down to its table's head. */
    String heading();

    List<Row> rows();
}
