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

/** A normal law around 10 in the plane whose log density goes wrong where the first coordinate exceeds 5. */
@Component(name = "test-broken", summary = "Goes wrong on purpose.")
public final class BrokenTargetFactory implements TargetFactory {
    /** What goes wrong. */
    public enum Fault {
        /** The value is NaN. */
        NAN,
        /** The shape is [n, 1]. */
        SHAPE,
        /** An exception of its own. */
        EXCEPTION
    }

    private static final Setting<Fault> FAULT = Setting.choice("fault", Fault.NAN, "what goes wrong");

    @Override
    public List<Setting<?>> settings() {
        return List.of(FAULT);
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        return new Broken(settings.get(FAULT));
    }

    private record Broken(Fault fault) implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            Tensor good = x.sub(10).square().sum(1).mul(-0.5);
            boolean far = x.detach().column(0).max(0).item() > 5;
            if (!far) {
                return good;
            }
            return switch (fault) {
                case NAN -> Tensor.where(x.column(0).greaterThan(5), good.mul(Double.NaN), good);
                case SHAPE -> good.reshape(x.size(0), 1);
                case EXCEPTION -> throw new IllegalStateException("the simulator has crashed");
            };
        }
    }
}
