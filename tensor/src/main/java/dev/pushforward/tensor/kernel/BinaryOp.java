package dev.pushforward.tensor.kernel;

/** Element-wise functions of two variables. */
public enum BinaryOp {
    /** x + y. */
    ADD,
    /** x - y. */
    SUB,
    /** x y. */
    MUL,
    /** x / y. */
    DIV,
    /** The angle in [-pi, pi] of the point (y, x): that from the axis of the second argument to the first's. */
    ATAN2,
    /** The smaller. */
    MIN,
    /** The larger. */
    MAX,
    /** 1 where x > y, 0 elsewhere. */
    GREATER,
    /** 1 where x = y, 0 elsewhere. */
    EQUAL
}
