package dev.pushforward.tensor;

import dev.pushforward.tensor.kernel.BinaryOp;
import java.util.Arrays;
import java.util.Locale;

/** {@code op(x, y)} for each pair of elements, broadcasting. */
final class Binary extends Primitive {
    private final BinaryOp op;

    private Binary(BinaryOp op, Tensor x, Tensor y) {
        super(x, y);
        this.op = op;
    }

    static Tensor of(BinaryOp op, Tensor x, Tensor y) {
        if (x.dtype() != y.dtype()) {
            throw new IllegalArgumentException(name(op) + " of " + x.dtype() + x.shapeText() + " and " + y.dtype()
                    + y.shapeText() + ": cast one of them");
        }
        int[] shape = Shapes.broadcast(name(op), x.dimensions(), y.dimensions());
        Tensor out = Tensor.uninitialised(x.dtype(), shape);
        compute(op, x, y, shape, out);
        return out.from(new Binary(op, x, y));
    }

    /** Rows, columns and scalars are repeated by strides; only rarer patterns are first written out. */
    private static void compute(BinaryOp op, Tensor x, Tensor y, int[] shape, Tensor out) {
        if (Arrays.equals(x.dimensions(), y.dimensions())) {
            out.kernels().binary(op, 1, out.length(), x.address(), 0, 1, y.address(), 0, 1, out.address());
            return;
        }
        int split = split(shape, x.dimensions(), y.dimensions());
        if (split < 0) {
            compute(op, x.detach().broadcastTo(shape), y.detach().broadcastTo(shape), shape, out);
            return;
        }
        long columns = Shapes.length(Arrays.copyOfRange(shape, split, shape.length));
        long rows = columns == 0 ? 0 : out.length() / columns;
        Layout a = Layout.of(x.dimensions(), shape, split, columns);
        Layout b = Layout.of(y.dimensions(), shape, split, columns);
        out.kernels()
                .binary(op, rows, columns, x.address(), a.row, a.column, y.address(), b.row, b.column, out.address());
    }

    /**
     * Where to cut the axes into rows and columns so that each operand is whole or repeated on either side; -1 where
     * there is no such place.
     */
    private static int split(int[] shape, int[] x, int[] y) {
        for (int at = 0; at <= shape.length; at++) {
            if (Layout.fits(x, shape, at) && Layout.fits(y, shape, at)) {
                return at;
            }
        }
        return -1;
    }

    private record Layout(long row, long column) {
        static boolean fits(int[] operand, int[] shape, int at) {
            return side(operand, shape, 0, at) != Side.MIXED && side(operand, shape, at, shape.length) != Side.MIXED;
        }

        static Layout of(int[] operand, int[] shape, int at, long columns) {
            boolean wholeRow = side(operand, shape, at, shape.length) == Side.WHOLE;
            boolean allRows = side(operand, shape, 0, at) == Side.WHOLE;
            return new Layout(allRows ? (wholeRow ? columns : 1) : 0, wholeRow ? 1 : 0);
        }

        /** Whether an operand has all of the axes {@code from} to {@code to}, or none (size 1 or missing). */
        private static Side side(int[] operand, int[] shape, int from, int to) {
            boolean whole = true;
            boolean repeated = true;
            for (int i = from; i < to; i++) {
                int j = i - (shape.length - operand.length);
                int size = j < 0 ? 1 : operand[j];
                whole &= size == shape[i];
                repeated &= size == 1;
            }
            return whole ? Side.WHOLE : repeated ? Side.REPEATED : Side.MIXED;
        }

        private enum Side {
            WHOLE,
            REPEATED,
            MIXED
        }
    }

    @Override
    void pullback(Tensor g, Cotangents into) {
        if (into.wants(0)) {
            into.add(0, first(g).sumTo(input(0).dimensions()));
        }
        if (into.wants(1)) {
            into.add(1, second(g).sumTo(input(1).dimensions()));
        }
    }

    @Override
    Tensor pushforward(Tensor[] v) {
        int[] shape = Shapes.broadcast(name(op), input(0).dimensions(), input(1).dimensions());
        Tensor a = v[0] == null ? null : first(v[0].broadcastTo(shape));
        Tensor b = v[1] == null ? null : second(v[1].broadcastTo(shape));
        return Gradient.sum(a, b);
    }

    /** g times the derivative with respect to x. */
    private Tensor first(Tensor g) {
        return switch (op) {
            case ADD, SUB -> g;
            case MUL -> g.mul(input(1));
            case DIV -> g.div(input(1));
            case ATAN2 -> g.mul(input(1)).div(squares());
            case MIN -> g.mul(input(1).greaterThan(input(0)));
            case MAX -> g.mul(input(0).greaterThan(input(1)));
            case GREATER, EQUAL -> g.mul(0);
        };
    }

    /** g times the derivative with respect to y. */
    private Tensor second(Tensor g) {
        return switch (op) {
            case ADD -> g;
            case SUB -> g.neg();
            case MUL -> g.mul(input(0));
            case DIV -> g.mul(input(0)).div(input(1).square()).neg();
            case ATAN2 -> g.mul(input(0)).div(squares()).neg();
            case MIN, MAX -> g.sub(first(g));
            case GREATER, EQUAL -> g.mul(0);
        };
    }

    private Tensor squares() {
        return input(0).square().add(input(1).square());
    }

    private static String name(BinaryOp op) {
        return op.name().toLowerCase(Locale.ROOT);
    }
}
