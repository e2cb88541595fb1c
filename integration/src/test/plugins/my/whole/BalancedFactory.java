package my.whole;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Space;
import dev.pushforward.core.Target;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentSpec;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.List;

/** A round Gaussian on a space, by default one of this plugin: of which this target knows the interface alone. */
@Component(name = "balanced", summary = "A round Gaussian on a space.")
public final class BalancedFactory implements TargetFactory {
    private static final Setting<ComponentSpec> SPACE =
            Setting.component("space", ComponentKind.SPACE, "zero-sum", "where it lives");

    @Override
    public List<Setting<?>> settings() {
        return List.of(SPACE);
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return new Balanced(
                context.create(settings.get(SPACE), Space.class),
                context.compute().dtype());
    }

    private record Balanced(Space space, DType dtype) implements DensityTarget, DataTarget {
        @Override
        public Tensor logDensity(Tensor x) {
            return space.project(x).square().sum(1).mul(-0.5);
        }

        @Override
        public Tensor draw(int n, RandomStream random) {
            return space.reference(dtype, n, random);
        }
    }
}
