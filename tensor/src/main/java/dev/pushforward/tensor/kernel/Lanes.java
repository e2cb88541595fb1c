package dev.pushforward.tensor.kernel;

import java.nio.ByteOrder;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Functions on vectors of floats. Made of additions, multiplications, divisions, comparisons and integer operations
 * only, whose results IEEE 754 fixes: the Vector API's own transcendental functions give other bits compiled than
 * interpreted, so that a result would depend on when the JIT ran.
 */
final class Lanes {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int WIDTH = SPECIES.length();
    static final ByteOrder ORDER = ByteOrder.nativeOrder();

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final VectorShuffle<Float>[] HALVES = IntStream.iterate(
                    WIDTH / 2, half -> half > 0, half -> half / 2)
            .mapToObj(half -> VectorShuffle.iota(SPECIES, half, 1, true))
            .toArray(VectorShuffle[]::new);

    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;
    // 1.5 * 2^23: adding it rounds to a whole number, left in the low bits
    private static final float ROUND = 12582912f;
    private static final float EXP_UNDERFLOW = -87.336544f;
    private static final float EXP_OVERFLOW = 88.72284f;
    private static final float SQRT_HALF = 0.70710678f;

    private Lanes() {}

    /** A function of one variable with up to two parameters. */
    @FunctionalInterface
    interface Function1 {
        FloatVector apply(FloatVector x, float a, float b);
    }

    /** A function of two variables. */
    @FunctionalInterface
    interface Function2 {
        FloatVector apply(FloatVector x, FloatVector y);
    }

    static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(SPECIES, Memory.ALL, address, ORDER);
    }

    static FloatVector load(long address, VectorMask<Float> mask) {
        return FloatVector.fromMemorySegment(SPECIES, Memory.ALL, address, ORDER, mask);
    }

    static FloatVector repeat(long address) {
        return FloatVector.broadcast(SPECIES, Memory.getFloat(address));
    }

    static void store(FloatVector v, long address) {
        v.intoMemorySegment(Memory.ALL, address, ORDER);
    }

    static void store(FloatVector v, long address, VectorMask<Float> mask) {
        v.intoMemorySegment(Memory.ALL, address, ORDER, mask);
    }

    /** The sum of all lanes, halves first: in an order that the width alone fixes, unlike the Vector API's own. */
    static float sum(FloatVector v) {
        FloatVector sum = v;
        for (VectorShuffle<Float> half : HALVES) {
            sum = sum.add(sum.rearrange(half));
        }
        return sum.lane(0);
    }

    /**
     * e^x for x not above the overflow threshold: x = n ln 2 + r, then a polynomial in r (minimax on |r| <= ln 2 / 2;
     * relative error below 2 ulp) times 2^n by adding n to the exponent.
     */
    private static FloatVector expFinite(FloatVector x) {
        FloatVector shifted = x.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUND));
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), x);
        r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
        FloatVector p = horner(r, 1.9875691500e-4f, 1.3981999507e-3f);
        p = p.fma(r, FloatVector.broadcast(SPECIES, 8.3334519073e-3f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 4.1665795894e-2f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1.6666665459e-1f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 5.0000001201e-1f));
        p = p.fma(r.mul(r), r).add(1f);
        return p.reinterpretAsInts()
                .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats();
    }

    private static FloatVector horner(FloatVector r, float high, float low) {
        return r.fma(FloatVector.broadcast(SPECIES, high), FloatVector.broadcast(SPECIES, low));
    }

    /** e^x for x <= 0; 0 below the underflow threshold. */
    static FloatVector expOfNegative(FloatVector x) {
        return expFinite(x).blend(0f, x.lt(EXP_UNDERFLOW));
    }

    static FloatVector exp(FloatVector x) {
        return expOfNegative(x).blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_OVERFLOW));
    }

    /**
     * ln x: x = 2^e m with m in [sqrt(1/2), sqrt 2), then a polynomial in m - 1. NaN below 0, -infinity at 0;
     * subnormals count as 0.
     */
    static FloatVector log(FloatVector x) {
        var bits = x.reinterpretAsInts();
        var mantissa = bits.lanewise(VectorOperators.AND, 0x007fffff)
                .lanewise(VectorOperators.OR, 0x3f000000)
                .reinterpretAsFloats();
        var exponent =
                (FloatVector) bits.lanewise(VectorOperators.LSHR, 23).sub(126).convert(VectorOperators.I2F, 0);
        VectorMask<Float> small = mantissa.lt(SQRT_HALF);
        FloatVector e = exponent.sub(FloatVector.zero(SPECIES).blend(1f, small));
        FloatVector f =
                mantissa.add(FloatVector.zero(SPECIES).blend(mantissa, small)).sub(1f);
        FloatVector z = f.mul(f);
        FloatVector p = horner(f, 7.0376836292e-2f, -1.1514610310e-1f);
        p = p.fma(f, FloatVector.broadcast(SPECIES, 1.1676998740e-1f));
        p = p.fma(f, FloatVector.broadcast(SPECIES, -1.2420140846e-1f));
        p = p.fma(f, FloatVector.broadcast(SPECIES, 1.4249322787e-1f));
        p = p.fma(f, FloatVector.broadcast(SPECIES, -1.6668057665e-1f));
        p = p.fma(f, FloatVector.broadcast(SPECIES, 2.0000714765e-1f));
        p = p.fma(f, FloatVector.broadcast(SPECIES, -2.4999993993e-1f));
        p = p.fma(f, FloatVector.broadcast(SPECIES, 3.3333331174e-1f));
        FloatVector y = p.mul(f).mul(z);
        y = e.fma(FloatVector.broadcast(SPECIES, LN2_LOW), y);
        y = z.fma(FloatVector.broadcast(SPECIES, -0.5f), y).add(f);
        y = e.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), y);
        return y.blend(Float.POSITIVE_INFINITY, x.eq(Float.POSITIVE_INFINITY))
                .blend(Float.NEGATIVE_INFINITY, x.lt(Float.MIN_NORMAL))
                .blend(Float.NaN, x.lt(0f))
                .blend(x, x.test(VectorOperators.IS_NAN));
    }

    /** 1 / (1 + e^-x) from e^-|x|, which cannot overflow. */
    static FloatVector sigmoid(FloatVector x) {
        FloatVector e = expOfNegative(x.abs().neg());
        return FloatVector.broadcast(SPECIES, 1f).blend(e, x.lt(0f)).div(e.add(1f));
    }

    /** max(x, 0) + ln(1 + e^-|x|). */
    static FloatVector softplus(FloatVector x) {
        return positive(x).add(log1pOfSmall(expOfNegative(x.abs().neg())));
    }

    /** ln(1 + e) for e in [0, 1], with the correction for what the sum loses: ln(u) e / (u - 1), u = 1 + e rounded. */
    private static FloatVector log1pOfSmall(FloatVector e) {
        FloatVector u = e.add(1f);
        FloatVector d = u.sub(1f);
        return log(u).mul(e.div(d)).blend(e, d.eq(0f));
    }

    static FloatVector positive(FloatVector x) {
        return x.blend(0f, x.lt(0f));
    }

    /**
     * tanh: a polynomial near 0, where the other form cancels; 1 - 2 / (e^2|x| + 1) elsewhere, as (1 - t) / (1 + t)
     * with t = e^-2|x|.
     */
    static FloatVector tanh(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector t = expOfNegative(size.mul(-2f));
        FloatVector large = t.neg().add(1f).div(t.add(1f));
        large = large.blend(large.neg(), x.lt(0f));
        FloatVector z = x.mul(x);
        FloatVector p = horner(z, -5.70498872745e-3f, 2.06390887954e-2f);
        p = p.fma(z, FloatVector.broadcast(SPECIES, -5.37397155531e-2f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, 1.33314422036e-1f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, -3.33332819422e-1f));
        return large.blend(p.mul(z).fma(x, x), size.lt(0.625f));
    }

    /**
     * erfc(z) e^(z^2) for z >= 0 by the rational approximation 7.1.26 of Abramowitz and Stegun, whose error times
     * e^(-z^2) is below 1.5e-7, the resolution of a float at 1.
     */
    private static FloatVector scaledErfc(FloatVector z) {
        FloatVector t = FloatVector.broadcast(SPECIES, 1f)
                .div(z.fma(FloatVector.broadcast(SPECIES, 0.3275911f), FloatVector.broadcast(SPECIES, 1f)));
        FloatVector p = horner(t, 1.061405429f, -1.453152027f);
        p = p.fma(t, FloatVector.broadcast(SPECIES, 1.421413741f));
        p = p.fma(t, FloatVector.broadcast(SPECIES, -0.284496736f));
        p = p.fma(t, FloatVector.broadcast(SPECIES, 0.254829592f));
        return p.mul(t);
    }

    /** e^(-x^2 / 2), without its constant. */
    private static FloatVector bell(FloatVector x) {
        return expOfNegative(x.mul(x).mul(-0.5f));
    }

    private static FloatVector law(FloatVector x, FloatVector bell) {
        FloatVector tail = scaledErfc(x.abs().mul(SQRT_HALF)).mul(bell).mul(0.5f);
        return tail.neg().add(1f).blend(tail, x.lt(0f));
    }

    static FloatVector normalLaw(FloatVector x) {
        return law(x, bell(x));
    }

    static FloatVector normalDensity(FloatVector x) {
        return bell(x).mul(0.39894228f);
    }

    static FloatVector gelu(FloatVector x) {
        return normalLaw(x).mul(x);
    }

    static FloatVector geluSlope(FloatVector x) {
        FloatVector bell = bell(x);
        return x.mul(0.39894228f).fma(bell, law(x, bell));
    }

    /** erf: its Maclaurin series up to |x| = 1/2, where 1 - erfc would cancel. */
    static FloatVector erf(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector large =
                scaledErfc(size).mul(expOfNegative(x.mul(x).neg())).neg().add(1f);
        large = large.blend(large.neg(), x.lt(0f));
        FloatVector z = x.mul(x);
        FloatVector p = horner(z, -8.548327023e-4f, 5.223977625e-3f);
        p = p.fma(z, FloatVector.broadcast(SPECIES, -2.686617064e-2f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, 1.128379167e-1f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, -3.761263890e-1f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, 1.128379167f));
        return large.blend(p.mul(x), size.lt(0.5f));
    }

    static FloatVector elu(FloatVector x) {
        return expOfNegative(x).sub(1f).blend(x, x.compare(VectorOperators.GT, 0f));
    }

    static FloatVector indicator(VectorMask<Float> mask) {
        return FloatVector.zero(SPECIES).blend(1f, mask);
    }
}
