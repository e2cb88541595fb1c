package dev.pushforward.app.components;

import dev.pushforward.core.Draws;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ImplicitSamplerFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.io.IOException;
import java.util.List;

/** Draws standard normals in the plane, and fails at one place. */
@Component(name = "test-faulty", summary = "Fails on purpose.")
public final class FaultySamplerFactory implements ImplicitSamplerFactory {
    private static final Setting<String> AT = Setting.text("at", "", "where it fails");

    @Override
    public List<Setting<?>> settings() {
        return List.of(AT);
    }

    @Override
    public ImplicitSampler create(Settings settings, ComponentContext context) {
        String at = settings.get(AT);
        fail(at, "create");
        return (target, random) -> {
            fail(at, "start");
            return new Faulty(at);
        };
    }

    private static void fail(String at, String here) {
        if (at.equals(here)) {
            throw new IllegalStateException("boom");
        }
    }

    /** Throws what the compiler would have declared. */
    @SuppressWarnings("unchecked") // the point
    private static <E extends Exception> void sneak(Exception e) throws E {
        throw (E) e;
    }

    private static void exitInAVirtualThread() {
        try {
            Thread.startVirtualThread(() -> System.exit(0)).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Faulty implements Training {
        private final String at;
        private long iteration;

        Faulty(String at) {
            this.at = at;
        }

        @Override
        public StepInfo step() {
            switch (at) {
                case "error" -> throw new AssertionError("boom");
                case "exit" -> System.exit(0);
                case "exit-in-a-virtual-thread" -> exitInAVirtualThread();
                case "checked" -> FaultySamplerFactory.<RuntimeException>sneak(new IOException("boom"));
                case "missing-class" -> throw new NoClassDefFoundError("my/Missing");
                case "nothing" -> {
                    return null;
                }
                default -> iteration++;
            }
            return StepInfo.of("loss", 0);
        }

        @Override
        public long iteration() {
            return iteration;
        }

        @Override
        public long iterations() {
            return 2;
        }

        @Override
        public TrainedSampler sampler() {
            return (n, random) -> {
                fail(at, "draw");
                return Draws.of(Tensor.normal(
                        DType.FLOAT32, random.generator(), at.equals("few") ? n - 1 : n, at.equals("wide") ? 3 : 2));
            };
        }

        @Override
        public State state() {
            fail(at, "state");
            return State.empty().with("iteration", iteration);
        }

        @Override
        public void restore(State state) {
            iteration = state.counter("iteration");
        }

        @Override
        public void close() {
            fail(at, "close");
        }
    }
}
