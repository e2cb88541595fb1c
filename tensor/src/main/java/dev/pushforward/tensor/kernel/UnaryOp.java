package dev.pushforward.tensor.kernel;

/**
 * Element-wise functions of one variable that kernels evaluate in one pass. {@code a} and {@code b} are the parameters
 * of those that have some. Each constant's comment is its definition; {@code Phi} and {@code phi} are the standard
 * normal law and density.
 *
 * <p>Slopes named {@code ..._OF_OUTPUT} are derivatives written as functions of the function's value, so that the
 * argument need not be kept.
 */
public enum UnaryOp {
    /** a x + b. */
    AFFINE,
    /** 1 / x. */
    RECIPROCAL,
    /** e^x. */
    EXP,
    /** e^x - 1, accurate near 0. */
    EXPM1,
    /** ln x. */
    LOG,
    /** ln(1 + x), accurate near 0. */
    LOG1P,
    /** Square root. */
    SQRT,
    /** x^2. */
    SQUARE,
    /** x^a. */
    POW,
    /** Sine. */
    SIN,
    /** Cosine. */
    COS,
    /** Hyperbolic sine. */
    SINH,
    /** Hyperbolic cosine. */
    COSH,
    /** The angle in [0, pi] whose cosine is x; NaN outside [-1, 1]. */
    ACOS,
    /** Hyperbolic tangent. */
    TANH,
    /** 1 / (1 + e^-x). */
    SIGMOID,
    /** ln(1 + e^x), without overflow. */
    SOFTPLUS,
    /** The error function. */
    ERF,
    /** phi(x) = e^(-x^2/2) / sqrt(2 pi). */
    NORMAL_DENSITY,
    /** Phi(x) = (1 + erf(x / sqrt 2)) / 2. */
    NORMAL_LAW,
    /** |x|. */
    ABS,
    /** -1, 0 or 1. */
    SIGN,
    /** max(x, 0). */
    RELU,
    /** x where positive, a x elsewhere. */
    LEAKY_RELU,
    /** x where positive, e^x - 1 elsewhere. */
    ELU,
    /** x Phi(x). */
    GELU,
    /** Phi(x) + x phi(x), the slope of GELU. */
    GELU_SLOPE,
    /** x sigmoid(x). */
    SWISH,
    /** 1 where x > a, 0 elsewhere. */
    GREATER,
    /** x limited to [a, b]. */
    CLIP,
    /** 1 where a <= x <= b, 0 elsewhere: the slope of CLIP. */
    INSIDE,
    /** 1 where y > 0, a elsewhere: the slope of RELU (a = 0) and LEAKY_RELU. */
    LEAKY_SLOPE_OF_OUTPUT,
    /** 1 where y > 0, y + 1 elsewhere: the slope of ELU. */
    ELU_SLOPE_OF_OUTPUT,
    /** 1 - y^2: the slope of TANH. */
    TANH_SLOPE_OF_OUTPUT,
    /** y (1 - y): the slope of SIGMOID. */
    SIGMOID_SLOPE_OF_OUTPUT,
    /** 1 - e^-y: the slope of SOFTPLUS. */
    SOFTPLUS_SLOPE_OF_OUTPUT
}
