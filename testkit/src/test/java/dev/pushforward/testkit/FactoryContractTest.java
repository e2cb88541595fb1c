package dev.pushforward.testkit;

import static dev.pushforward.testkit.Contracts.assertBroken;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each clause of the contract catches a factory that is wrong in that way; right ones are tested where they live. */
class FactoryContractTest {
    @Component(name = "Not Kebab", summary = "no sentence")
    private static final class Sloppy implements TargetFactory {
        private static final Setting<Integer> SILENT = Setting.integer("size", 10, 0, 9, "");

        @Override
        public List<Setting<?>> settings() {
            return List.of(SILENT);
        }

        @Override
        public Target create(Settings settings, ComponentContext context) {
            return KnownTarget.GAUSSIAN;
        }
    }

    @Test
    void everyClauseIsBroken() {
        var contract = new FactoryContract() {
            @Override
            protected ComponentFactory<?> create() {
                return new Sloppy();
            }
        };
        assertBroken(contract, "isFoundAsAService");
        assertBroken(contract, "isAPublicClassWithAConstructorOfNoArguments");
        assertBroken(contract, "saysWhatItMakes");
        assertBroken(contract, "settingsAreDocumented");
        assertBroken(contract, "defaultsAreAllowed");
    }
}
