package dev.pushforward.app.components;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.Target;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.List;

/** Standard normal draws in the plane without a density. */
@Component(name = "test-draws-only", summary = "Draws without a density.")
public final class DrawsOnlyFactory implements TargetFactory {
    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return new DataTarget() {
            @Override
            public Space space() {
                return new Euclidean(2);
            }

            @Override
            public Tensor draw(int n, RandomStream random) {
                return Tensor.normal(DType.FLOAT64, random.generator(), n, 2);
            }
        };
    }
}
