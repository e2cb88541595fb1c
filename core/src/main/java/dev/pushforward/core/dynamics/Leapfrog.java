package dev.pushforward.core.dynamics;

import dev.pushforward.core.Space;
import dev.pushforward.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * The leapfrog step (Duane et al. 1987, doi:10.1016/0370-2693(87)91197-X; Neal 2011, arXiv:1206.1901)
 *
 * <pre>{@code
 * p += (h/2) s(x);   x += h M^-1 p;   p += (h/2) s(x),
 * }</pre>
 *
 * whose energy error is of order {@code h^3} a step. On a curved space x follows the geodesic and, against rounding,
 * ends on the space; p is carried along (geodesic leapfrog: Byrne and Girolami 2013, arXiv:1301.6064). It is
 * reversible, and it keeps the volume: its log determinant is 0. Everything is differentiable in positions, momenta, h
 * and M. Immutable.
 *
 * <p>{@link #step} asks for two scores. Steps on one density need one each, if a loop keeps the last:
 *
 * <pre>{@code
 * for (int l = 0; l < steps; l++) {
 *     point = leapfrog.drift(leapfrog.kick(point, score));
 *     score = target.score(point.x());
 *     point = leapfrog.kick(point, score);
 * }
 * }</pre>
 *
 * @param space where the points live
 * @param stepSize h, of either precision: one number, {@code [d]}, {@code [n, 1]} or {@code [n, d]}; on a
 *     curved space one for all coordinates of a point. May be tracked
 * @param mass M; on a curved space a multiple of I
 */
public record Leapfrog(Space space, Tensor stepSize, Mass mass) implements Integrator {
    /** @throws IllegalArgumentException if steps or masses differ by coordinate on a curved space */
    public Leapfrog {
        Curved.requireOneStep(space, stepSize);
        Curved.requireOneMass(space, mass);
    }

    @Override
    public PhasePoint step(PhasePoint from, UnaryOperator<Tensor> score) {
        PhasePoint moved = drift(kick(from, score.apply(from.x())));
        return kick(moved, score.apply(moved.x()));
    }

    /**
     * Half a step of the momentum.
     *
     * @param force the score at the point, or what a method makes of it, {@code [n, d]}, tangent
     */
    public PhasePoint kick(PhasePoint at, Tensor force) {
        Tensor half = stepSize.mul(0.5).cast(force.dtype());
        return new PhasePoint(at.x(), at.p().add(force.mul(half)));
    }

    /** A whole step of the position. */
    public PhasePoint drift(PhasePoint at) {
        Tensor v = mass.velocity(at.p()).mul(stepSize.cast(at.p().dtype()));
        return new PhasePoint(space.project(space.exp(at.x(), v)), space.transport(at.x(), v, at.p()));
    }
}
