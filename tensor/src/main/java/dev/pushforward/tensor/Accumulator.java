package dev.pushforward.tensor;

/**
 * Where the contributions to one derivative add up, in place. The first may be told to overwrite what is there, which
 * saves clearing it.
 */
final class Accumulator {
    private final Tensor sum;
    private boolean overwrite;

    private Accumulator(Tensor sum, boolean overwrite) {
        this.sum = sum;
        this.overwrite = overwrite;
    }

    /** Contributions add to what the tensor holds. */
    static Accumulator addingTo(Tensor sum) {
        return new Accumulator(sum, false);
    }

    /** The first contribution takes the place of what the tensor holds. */
    static Accumulator overwriting(Tensor sum) {
        return new Accumulator(sum, true);
    }

    long address() {
        return sum.address();
    }

    /**
     * The factor of what is there, for the kernel that now writes the next contribution: 0 where it is to be
     * overwritten, 1 elsewhere.
     */
    double beta() {
        double beta = overwrite ? 0 : 1;
        overwrite = false;
        return beta;
    }

    void add(Tensor contribution) {
        if (beta() == 0) {
            TensorMemory.copy(contribution, sum);
        } else {
            TensorMemory.add(1, contribution, sum);
        }
    }

    /** After the last contribution: a sum of none is 0. */
    void finish() {
        if (overwrite) {
            TensorMemory.clear(sum);
        }
    }
}
