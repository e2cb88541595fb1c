package dev.pushforward.core;

import java.lang.reflect.Method;
import java.util.Arrays;

/** Which classes of targets write {@link DensityTarget#score}, instead of having it by automatic differentiation. */
final class OwnScore {
    private static final ClassValue<Boolean> WRITTEN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return Arrays.stream(type.getMethods()).anyMatch(OwnScore::isWritten);
        }
    };

    private OwnScore() {}

    static boolean isIn(Class<?> target) {
        return WRITTEN.get(target);
    }

    private static boolean isWritten(Method method) {
        return method.getName().equals("score")
                && method.getParameterCount() == 1
                && method.getDeclaringClass() != DensityTarget.class;
    }
}
