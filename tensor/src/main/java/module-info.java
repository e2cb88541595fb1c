/**
 * Tensors with derivatives of any order, forward and reverse, on ND4J's memory; the kernels under them; and a team of
 * worker threads. Knows nothing of sampling.
 */
module dev.pushforward.tensor {
    requires transitive dev.pushforward.nd4j.api;
    requires static jdk.incubator.vector;
    requires static org.bytedeco.openblas;

    exports dev.pushforward.tensor;
    exports dev.pushforward.tensor.parallel;
}
