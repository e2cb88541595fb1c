/** ND4J's CUDA backend with its native libraries for the platform the build ran on; CUDA itself is the system's. */
open module dev.pushforward.nd4j.cuda {
    requires transitive dev.pushforward.nd4j.api;
    requires org.slf4j;

    // Only natives are in it, so nothing else would put it into the module graph.
    requires org.bytedeco.javacpp.${native.module};

    exports org.bytedeco.cuda.cublas;
    exports org.bytedeco.cuda.cudart;
    exports org.bytedeco.cuda.global;
    exports org.nd4j.jita.allocator;
    exports org.nd4j.jita.allocator.pointers;
    exports org.nd4j.jita.conf;
    exports org.nd4j.linalg.jcublas;
    exports org.nd4j.linalg.jcublas.bindings;
    exports org.nd4j.linalg.jcublas.buffer;
    exports org.nd4j.linalg.jcublas.context;
    exports org.nd4j.linalg.jcublas.ops.executioner;
    exports org.nd4j.presets.cuda;

    provides org.nd4j.linalg.factory.Nd4jBackend with
            dev.pushforward.nd4j.cuda.CudaBackend;
}
