package io.latentry.evaluation.protocol;

import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.Items;

/** Items by way of others, which they are like in all that a view does not change. */
interface ItemsView extends Items {

    /** The others. */
    Items items();

    @Override
    default ItemShape shape() {
        return items().shape();
    }

    @Override
    default ElementType elementType() {
        return items().elementType();
    }

    @Override
    default int count() {
        return items().count();
    }

    @Override
    default int label(int index) {
        return items().label(index);
    }
}
