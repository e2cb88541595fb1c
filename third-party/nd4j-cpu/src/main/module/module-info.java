/** ND4J's CPU backend with the native library of the platform the build ran on. */
open module dev.pushforward.nd4j.cpu {
    requires transitive dev.pushforward.nd4j.api;
    requires transitive org.bytedeco.openblas;
    requires org.slf4j;

    // Only natives are in these, so nothing else would put them into the module graph.
    requires org.bytedeco.javacpp.${native.module};
    requires org.bytedeco.openblas.${native.module};

    exports org.nd4j.linalg.cpu.nativecpu;
    exports org.nd4j.linalg.cpu.nativecpu.bindings;
    exports org.nd4j.linalg.cpu.nativecpu.blas;
    exports org.nd4j.linalg.cpu.nativecpu.buffer;
    exports org.nd4j.linalg.cpu.nativecpu.cache;
    exports org.nd4j.linalg.cpu.nativecpu.compression;
    exports org.nd4j.linalg.cpu.nativecpu.ops;
    exports org.nd4j.linalg.cpu.nativecpu.rng;
    exports org.nd4j.linalg.cpu.nativecpu.workspace;
    exports org.nd4j.presets.cpu;

    provides org.nd4j.linalg.factory.Nd4jBackend with
            org.nd4j.linalg.cpu.nativecpu.CpuBackend;
}
