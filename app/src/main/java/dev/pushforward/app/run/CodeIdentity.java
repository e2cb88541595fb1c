package dev.pushforward.app.run;

import dev.pushforward.core.spi.ComponentSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which code components run: what was computed by one code is not that of another. */
@FunctionalInterface
public interface CodeIdentity {
    /**
     * The code of these components, those among their settings, and of Pushforward.
     *
     * @return versions or digests by module or file; empty where the code cannot be told from another
     */
    Optional<Map<String, String>> of(List<ComponentSpec> components);
}
