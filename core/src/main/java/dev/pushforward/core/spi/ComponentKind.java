package dev.pushforward.core.spi;

/**
 * The kinds of component that can be found by name: the service that provides each, and the key under which an
 * experiment names it.
 */
public enum ComponentKind {
    /** What is sampled: a density, a data set or both. */
    TARGET("target", TargetFactory.class),
    /** What trains a sampler. */
    SAMPLER("sampler", ImplicitSamplerFactory.class),
    /** What learns a score from draws. */
    SCORE_ESTIMATOR("score", ScoreEstimatorFactory.class),
    /** What moves draws towards a target. */
    CORRECTOR("corrector", CorrectorFactory.class),
    /** What measures draws. */
    METRIC("metric", MetricFactory.class),
    /** Where points live. */
    SPACE("space", SpaceFactory.class);

    private final String key;
    private final Class<? extends ComponentFactory<?>> service;

    ComponentKind(String key, Class<? extends ComponentFactory<?>> service) {
        this.key = key;
        this.service = service;
    }

    /** The key in experiment files and the word in messages, e.g. {@code sampler}. */
    public String key() {
        return key;
    }

    /** The service interface. */
    public Class<? extends ComponentFactory<?>> service() {
        return service;
    }
}
