package dev.pushforward.testkit;

import dev.pushforward.core.Target;
import org.junit.jupiter.api.Nested;

/** The targets of the contracts keep the contract of targets. */
class KnownTargetTest {
    @Nested
    class Gaussian extends TargetContract {
        @Override
        protected Target create() {
            return KnownTarget.GAUSSIAN;
        }
    }

    @Nested
    class Skewed extends TargetContract {
        @Override
        protected Target create() {
            return KnownTarget.SKEWED;
        }
    }

    @Nested
    class TwoModes extends TargetContract {
        @Override
        protected Target create() {
            return KnownTarget.TWO_MODES;
        }
    }
}
