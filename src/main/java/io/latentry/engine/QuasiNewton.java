package io.latentry.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Minimises smooth functions by L-BFGS (Nocedal and Wright 2006, "Numerical Optimization", algorithms 7.4 and 7.5), with a
 * line search for the weak Wolfe conditions by bisection (Burke, Lewis and Overton 2020, "The Gradient Sampling
 * Methodology for Nonsmooth Functions"), which rounding cannot lead astray.
 *
 * @param tolerance of the gradient's length, relative to that at the start
 * @param iterations at most
 */
record QuasiNewton(double tolerance, int iterations) {

    private static final int MEMORY = 10;
    private static final int TRIALS = 40;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;

    /** What is to be minimised. */
    interface Objective {

        /**
         * Computes the function.
         *
         * @param gradient receives its gradient at the point
         * @return its value
         */
        double at(double[] point, double[] gradient);
    }

    /** A point, the function's value there, and its gradient. */
    private record Place(double[] point, double value, double[] gradient) {

        static Place of(Objective objective, double[] point) {
            double[] gradient = new double[point.length];
            return new Place(point, objective.at(point, gradient), gradient);
        }
    }

    /** A step that was taken, what it changed in the gradient, and the inverse of the two's product. */
    private record Pair(double[] step, double[] change, double inverse) {}

    /**
     * Goes downhill until the gradient is short, the iterations are used up, or numbers have no more digits.
     *
     * @return the lowest point
     */
    double[] minimise(Objective objective, double[] start) {
        Deque<Pair> pairs = new ArrayDeque<>();
        Place place = Place.of(objective, start);
        double enough = tolerance * length(place.gradient());
        for (int i = 0; i < iterations && length(place.gradient()) > enough; i++) {
            double[] direction = direction(place.gradient(), pairs);
            Place next = search(objective, place, direction, pairs.isEmpty() ? firstStep(direction) : 1);
            if (next.value() >= place.value()) {
                break;
            }
            remember(pairs, minus(next.point(), place.point()), minus(next.gradient(), place.gradient()));
            place = next;
        }
        return place.point();
    }

    private static double firstStep(double[] direction) {
        return Math.min(1, 1 / length(direction));
    }

    private static void remember(Deque<Pair> pairs, double[] step, double[] change) {
        double product = dot(step, change);
        if (product <= 0) {
            return;
        }
        if (pairs.size() == MEMORY) {
            pairs.removeFirst();
        }
        pairs.addLast(new Pair(step, change, 1 / product));
    }

    /** Minus the gradient, times what the pairs tell of the inverse of the second derivative. */
    private static double[] direction(double[] gradient, Deque<Pair> pairs) {
        double[] direction = new double[gradient.length];
        add(direction, -1, gradient);
        if (pairs.isEmpty()) {
            return direction;
        }
        Deque<Double> shares = new ArrayDeque<>();
        pairs.descendingIterator().forEachRemaining(pair -> {
            double share = pair.inverse() * dot(pair.step(), direction);
            add(direction, -share, pair.change());
            shares.push(share);
        });
        Pair last = pairs.getLast();
        scale(direction, 1 / (last.inverse() * dot(last.change(), last.change())));
        for (Pair pair : pairs) {
            add(direction, shares.pop() - pair.inverse() * dot(pair.change(), direction), pair.step());
        }
        return direction;
    }

    /** Doubles or halves the step until the value is low enough and the slope flat enough. */
    private static Place search(Objective objective, Place from, double[] direction, double firstStep) {
        double slope = dot(from.gradient(), direction);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double step = firstStep;
        Place best = from;
        for (int i = 0; i < TRIALS; i++) {
            double[] point = from.point().clone();
            add(point, step, direction);
            Place place = Place.of(objective, point);
            best = place.value() < best.value() ? place : best;
            // Also if the value is not a number.
            if (!(place.value() <= from.value() + SUFFICIENT_DECREASE * step * slope)) {
                high = step;
            } else if (dot(place.gradient(), direction) < CURVATURE * slope) {
                low = step;
            } else {
                return place;
            }
            step = Double.isInfinite(high) ? 2 * low : (low + high) / 2;
        }
        return best;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double length(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = a.clone();
        add(difference, -1, b);
        return difference;
    }

    private static void add(double[] target, double factor, double[] a) {
        for (int i = 0; i < a.length; i++) {
            target[i] += factor * a[i];
        }
    }

    private static void scale(double[] target, double factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] *= factor;
        }
    }
}
