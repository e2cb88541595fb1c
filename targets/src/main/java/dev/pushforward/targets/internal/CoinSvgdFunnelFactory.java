package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.targets.CoinSvgdFunnel;

/** Makes the target {@code funnel-coin-svgd}. */
@Component(
        name = "funnel-coin-svgd",
        summary = "The funnel with the wrong score of published comparisons; improper, to reproduce them only.",
        citation = "Sharrock and Nemeth 2023, Coin sampling: gradient-based Bayesian inference without learning rates,"
                + " arXiv:2301.11294")
public final class CoinSvgdFunnelFactory extends FixedTargetFactory {
    @Override
    protected Target create() {
        return new CoinSvgdFunnel();
    }
}
