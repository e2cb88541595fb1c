package dev.pushforward.app.components;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import dev.pushforward.tensor.Tensor;
import java.util.List;

/** {@code log q = -x - y^2 / 2} in the half plane x > 0. */
@Component(name = "test-edged", summary = "A density with an edge.")
public final class EdgedFactory implements TargetFactory {
    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return new DensityTarget() {
            @Override
            public Space space() {
                return new Euclidean(2);
            }

            @Override
            public Tensor logDensity(Tensor x) {
                Tensor u = x.column(0);
                Tensor inside = u.neg().sub(x.column(1).square().mul(0.5));
                return Tensor.where(
                        u.greaterThan(0), inside, Tensor.full(x.dtype(), Double.NEGATIVE_INFINITY, x.size(0)));
            }
        };
    }
}
