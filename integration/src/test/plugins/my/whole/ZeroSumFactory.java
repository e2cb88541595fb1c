package my.whole;

import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.SpaceFactory;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.List;
import java.util.OptionalDouble;

/** The hyperplane of R^d whose points have coordinates that sum to 0. */
@Component(name = "zero-sum", summary = "Coordinates that sum to 0.")
public final class ZeroSumFactory implements SpaceFactory {
    private static final Setting<Integer> COORDINATES =
            Setting.integer("coordinates", 3, 2, 1000, "d, one more than there are degrees of freedom");

    @Override
    public List<Setting<?>> settings() {
        return List.of(COORDINATES);
    }

    @Override
    public Space create(Settings settings, ComponentContext context) {
        return new ZeroSum(settings.get(COORDINATES));
    }

    private record ZeroSum(int ambientDimension) implements Space {
        @Override
        public int dimension() {
            return ambientDimension - 1;
        }

        @Override
        public Tensor project(Tensor x) {
            return x.sub(x.mean(1).unsqueeze(1));
        }

        @Override
        public Tensor tangent(Tensor x, Tensor v) {
            return project(v);
        }

        @Override
        public Tensor exp(Tensor x, Tensor v) {
            return x.add(v);
        }

        @Override
        public Tensor log(Tensor x, Tensor y) {
            return y.sub(x);
        }

        @Override
        public Tensor transport(Tensor x, Tensor v, Tensor w) {
            return w;
        }

        @Override
        public Tensor distance(Tensor x, Tensor y) {
            return x.sub(y).square().sum(1).sqrt();
        }

        @Override
        public Tensor reference(DType dtype, int n, RandomStream random) {
            return project(Tensor.normal(dtype, random.generator(), n, ambientDimension));
        }

        @Override
        public OptionalDouble logVolume() {
            return OptionalDouble.empty();
        }
    }
}
