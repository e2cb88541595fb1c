package dev.pushforward.correctors;

/**
 * A step size that is steered to an acceptance rate by Robbins and Monro's rule, {@code log h += 2 t^-0.6 (acceptance - wanted)} (Andrieu and Thoms 2008,
 * doi:10.1007/s11222-008-9110-y).
 */
final class StepSize {
    private final double wanted;
    private double logSize;
    private long t;

    StepSize(double initial, double wanted) {
        this.logSize = Math.log(initial);
        this.wanted = wanted;
    }

    double value() {
        return Math.exp(logSize);
    }

    void adapt(double acceptance) {
        t++;
        // the first steps may move by e: an initial value that is off by orders of magnitude is found in some tens of steps
        logSize += Math.pow(t, -0.6) * 2 * (acceptance - wanted);
    }
}
