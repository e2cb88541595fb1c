package dev.pushforward.app.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentRegistry;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OwnComponentsTest {
    private static final ComponentRegistry FOUND = ComponentRegistry.load();

    /** On the class path the origin is the factory's class, in a package that begins as its artifact does. */
    @Test
    void theListIsThatOfTheModules() {
        var listed = OwnComponents.all().stream()
                .map(s -> s.kind().key() + " " + s.name() + " " + s.artifact())
                .collect(Collectors.toCollection(TreeSet::new));
        var found = FOUND.all().stream()
                .filter(d -> !d.origin().startsWith("dev.pushforward.app."))
                .map(d -> d.kind().key() + " " + d.name() + " " + artifact(d.origin()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(found, listed);
        assertTrue(OwnComponents.missing(FOUND).isEmpty());
    }

    private static String artifact(String factory) {
        String module = factory.replaceFirst("^dev\\.pushforward\\.", "").replaceFirst("\\.internal\\..*", "");
        return "pushforward-" + module.replace('.', '-');
    }

    @Test
    void aMissingOneNamesItsArtifact() {
        var components = Components.together(new ComponentRegistry(List.of()), List.of(), List.of(), List.of());
        String message = components.registry().unknown(ComponentKind.SAMPLER, "afis");
        assertTrue(message.contains("sampler 'afis'") && message.contains("pushforward-samplers-fisher"), message);
        assertEquals(List.of(), components.failures(), "an installation may have what it likes");
    }
}
