/**
 * Markov chain Monte Carlo steps on a batch of draws (components {@code langevin}, {@code mala}, {@code random-walk},
 * {@code hmc}, {@code parallel-tempering}, {@code sgld}), and particles that move together ({@code svgd}).
 */
module dev.pushforward.correctors {
    requires transitive dev.pushforward.core;

    exports dev.pushforward.correctors;

    provides dev.pushforward.core.spi.CorrectorFactory with
            dev.pushforward.correctors.internal.HmcFactory,
            dev.pushforward.correctors.internal.LangevinFactory,
            dev.pushforward.correctors.internal.MalaFactory,
            dev.pushforward.correctors.internal.ParallelTemperingFactory,
            dev.pushforward.correctors.internal.RandomWalkFactory,
            dev.pushforward.correctors.internal.SgldFactory,
            dev.pushforward.correctors.internal.SvgdFactory;
}
