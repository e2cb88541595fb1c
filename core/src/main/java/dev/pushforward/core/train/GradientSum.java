package dev.pushforward.core.train;

import dev.pushforward.core.nn.Parameters;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import dev.pushforward.tensor.parallel.Workers;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of a batch, as the sum of partial ones that different threads add to; memory is made once and used for
 * every step.
 */
public final class GradientSum {
    private final Parameters layout;
    private final List<Parameters> partial = new ArrayList<>();

    /** For parameters of this layout. */
    public GradientSum(Parameters layout) {
        this.layout = layout;
        partial.add(layout.zerosLike());
    }

    /** The sum, after {@link Microbatches#gradient}; overwritten by the next. */
    public Parameters total() {
        return partial.get(0);
    }

    List<Parameters> partial(int count) {
        while (partial.size() < count) {
            partial.add(layout.zerosLike());
        }
        return partial.subList(0, count);
    }

    /** Adds the partial sums to the first, in order; threads take blocks of elements, which changes no bit. */
    void addUp(int count, Workers workers) {
        if (count > 1) {
            workers.runBlocks(Math.toIntExact(layout.flat().length()), (from, to) -> {
                Tensor sum = total().flat().slice(0, from, to);
                for (int i = 1; i < count; i++) {
                    TensorMemory.add(1, partial.get(i).flat().slice(0, from, to), sum);
                }
            });
        }
    }
}
