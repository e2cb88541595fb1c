package dev.pushforward.core.dynamics;

/**
 * Settings of {@link AnnealedParticles}.
 *
 * @param particles number of particles, at least {@value #FEWEST}
 * @param tolerance standard error of log Z, in nats, that is small enough, above 0
 * @param budget evaluations of the target per particle, over all runs, that no further run may exceed; at least 1
 */
public record AnnealingSettings(int particles, double tolerance, int budget) {
    /** The fewest particles: four groups of 50, whose spread gives the standard error. */
    public static final int FEWEST = 200;

    /** Checks the values. */
    public AnnealingSettings {
        if (particles < FEWEST) {
            throw new IllegalArgumentException("particles = " + particles + ": must be at least " + FEWEST);
        }
        if (!(tolerance > 0)) {
            throw new IllegalArgumentException("tolerance = " + tolerance + ": must be above 0");
        }
        if (budget < 1) {
            throw new IllegalArgumentException("budget = " + budget + ": must be at least 1");
        }
    }

    /** 2,000 particles, a tolerance of 0.1 nats and a budget of 10,000 evaluations per particle. */
    public static AnnealingSettings standard() {
        return new AnnealingSettings(2000, 0.1, 10_000);
    }
}
