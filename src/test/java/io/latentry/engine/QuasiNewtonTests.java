package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuasiNewtonTests {

    private int evaluations;

    /** Rosenbrock's valley, (1 − x)² + 100 (y − x²)², whose lowest point is (1, 1). */
    private double valley(double[] point, double[] gradient) {
        evaluations++;
        double across = point[1] - point[0] * point[0];
        gradient[0] = -2 * (1 - point[0]) - 400 * point[0] * across;
        gradient[1] = 200 * across;
        return Math.pow(1 - point[0], 2) + 100 * across * across;
    }

    @Test
    void findsTheEndOfAValley() {
        double[] found = new QuasiNewton(1e-9, 200).minimise(this::valley, new double[] {-1.2, 1});

        assertThat(found).containsExactly(new double[] {1, 1}, within(1e-7));
        assertThat(evaluations).isLessThan(100);
    }

    /** Σ 10^i (x_i − i)² / 2: steepest descent would take thousands of steps. */
    @Test
    void findsTheBottomOfALongBowl() {
        QuasiNewton.Objective bowl = (point, gradient) -> {
            evaluations++;
            double sum = 0;
            for (int i = 0; i < point.length; i++) {
                gradient[i] = Math.pow(10, i) * (point[i] - i);
                sum += gradient[i] * (point[i] - i) / 2;
            }
            return sum;
        };

        double[] found = new QuasiNewton(1e-12, 200).minimise(bowl, new double[5]);

        assertThat(found).containsExactly(new double[] {0, 1, 2, 3, 4}, within(1e-6));
        assertThat(evaluations).isLessThan(100);
    }

    @Test
    void staysAtTheBottom() {
        double[] found = new QuasiNewton(1e-4, 200).minimise(this::valley, new double[] {1, 1});

        assertThat(found).containsExactly(1, 1);
        assertThat(evaluations).isEqualTo(1);
    }

    @Test
    void stopsAfterItsIterations() {
        double[] found = new QuasiNewton(1e-9, 3).minimise(this::valley, new double[] {-1.2, 1});

        assertThat(valley(found, new double[2])).isBetween(.1, 20.0);
    }

    /** x − log x, which is least at 1 and not a number below 0. */
    @Test
    void stepsBackFromWhatIsNotANumber() {
        double[] found = new QuasiNewton(1e-9, 100)
                .minimise(
                        (point, gradient) -> {
                            gradient[0] = 1 - 1 / point[0];
                            return point[0] - Math.log(point[0]);
                        },
                        new double[] {.2});

        assertThat(found).containsExactly(new double[] {1}, within(1e-6));
    }

    /** A value that can't fall, with a slope that says it does. */
    @Test
    void endsWhereNumbersHaveNoMoreDigits() {
        double[] found = new QuasiNewton(1e-6, 100)
                .minimise(
                        (point, gradient) -> {
                            gradient[0] = 1e-20;
                            return 1;
                        },
                        new double[] {2});

        assertThat(found).containsExactly(2);
    }
}
