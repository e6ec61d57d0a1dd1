package io.latentry.drawing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes numbers as short as people like them. */
public final class Numbers {

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

    private Numbers() {}

    /** Three significant digits, with a minus sign that is as wide as a plus: {@code 0.0123}, {@code −1.5}, {@code 2e−7}. */
    public static String text(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : String.valueOf(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros();
        double size = Math.abs(value);
        String text = size >= 1e-4 && size < 1e6 ? rounded.toPlainString() : rounded.toString();
        return text.replace('-', '−').replace("E+", "e").replace('E', 'e');
    }
}
