package dev.pushforward.correctors;

import dev.pushforward.core.Draws;
import dev.pushforward.core.train.Microbatches;
import dev.pushforward.core.train.Rows;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Chains in blocks of rows, the unit of work of a thread. The cut depends on the number of chains alone. */
final class ChainBlocks {
    private ChainBlocks() {}

    static List<Rows> of(Draws draws) {
        refuseNonFinite(draws.points());
        return Microbatches.cut(draws.count());
    }

    /** The points of all blocks in one tensor, with the weights that the draws had. */
    static <B> Draws join(Draws draws, List<Rows> rows, List<B> blocks, Function<B, Tensor> points) {
        Tensor out = TensorMemory.uninitialised(draws.points().dtype(), draws.count(), draws.dimension());
        for (int i = 0; i < rows.size(); i++) {
            TensorMemory.copy(points.apply(blocks.get(i)), rows.get(i).of(out));
        }
        return new Draws(out, draws.logWeights());
    }

    /** A list with a place for each block, filled by threads. */
    static <B> List<B> places(List<Rows> rows) {
        var places = new ArrayList<B>();
        rows.forEach(r -> places.add(null));
        return places;
    }

    static void refuseNonFinite(Tensor points) {
        points.firstNonFiniteRow().ifPresent(i -> {
            throw new IllegalArgumentException("draw " + i + " is not finite: a chain cannot start there");
        });
    }
}
