package dev.pushforward.core.tensor.kernel;

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
    /** The smaller. */
    MIN,
    /** The larger. */
    MAX,
    /** 1 where x > y, 0 elsewhere. */
    GREATER,
    /** 1 where x = y, 0 elsewhere. */
    EQUAL
}
