package io.latentry.registry;

import java.util.Comparator;

/** The order of figures on cards: by their names, numbers in these by their values, so that 2 is before 10. */
final class MetricOrder implements Comparator<String> {

    @Override
    public int compare(String left, String right) {
        String[] one = left.split("\\.", -1);
        String[] other = right.split("\\.", -1);
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            int order = comparePart(one[i], other[i]);
            if (order != 0) {
                return order;
            }
        }
        return one.length == other.length ? left.compareTo(right) : Integer.compare(one.length, other.length);
    }

    private static int comparePart(String left, String right) {
        boolean isLeftNumber = isNumber(left);
        boolean isRightNumber = isNumber(right);
        if (isLeftNumber && isRightNumber) {
            return Integer.compare(Integer.parseInt(left), Integer.parseInt(right));
        }
        return isLeftNumber == isRightNumber ? left.compareTo(right) : isLeftNumber ? -1 : 1;
    }

    private static boolean isNumber(String part) {
        return part.matches("[0-9]{1,9}");
    }
}
