/** Sums over vectors. */
final class Vectors {

    private Vectors() {}

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static void add(double factor, double[] a, double[] target) {
        for (int i = 0; i < a.length; i++) {
            target[i] += factor * a[i];
        }
    }
}
