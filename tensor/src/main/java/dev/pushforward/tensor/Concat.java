package dev.pushforward.tensor;

import java.util.ArrayList;
import java.util.List;

/** Tensors joined along an axis. */
final class Concat extends Primitive {
    private final int axis;

    private Concat(int axis, List<Tensor> parts) {
        super(parts.toArray(Tensor[]::new));
        this.axis = axis;
    }

    static Tensor of(int axis, List<Tensor> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("concat of no tensors");
        }
        Tensor first = parts.get(0);
        int k = Shapes.axis(axis, first.dimensions());
        int[] shape = first.shape();
        shape[k] = 0;
        for (Tensor part : parts) {
            boolean fits = part.rank() == shape.length && part.dtype() == first.dtype();
            for (int i = 0; fits && i < shape.length; i++) {
                fits = i == k || part.size(i) == shape[i];
            }
            if (!fits) {
                throw new IllegalArgumentException("concat along axis " + k + " of " + first.dtype() + first.shapeText()
                        + " and " + part.dtype() + part.shapeText() + ": precision and all other axes must agree");
            }
            shape[k] += part.size(k);
        }
        return Copies.concat(k, parts, shape).from(new Concat(k, parts));
    }

    @Override
    void pullback(Tensor g, Cotangents into) {
        int at = 0;
        for (int i = 0; i < arity(); i++) {
            int size = input(i).size(axis);
            if (into.wants(i)) {
                into.add(i, g.slice(axis, at, at + size));
            }
            at += size;
        }
    }

    @Override
    Tensor pushforward(Tensor[] v) {
        var parts = new ArrayList<Tensor>();
        for (int i = 0; i < arity(); i++) {
            parts.add(v[i] == null ? Tensor.zeros(input(i).dtype(), input(i).dimensions()) : v[i]);
        }
        return of(axis, parts);
    }
}
