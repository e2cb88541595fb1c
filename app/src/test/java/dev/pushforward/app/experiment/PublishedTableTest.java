package dev.pushforward.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.spi.ComponentRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublishedTableTest {
    private static Experiment read(PublishedTable table, String preset) {
        return new ExperimentReader(ComponentRegistry.load())
                .read(ExperimentSource.of(table).with(preset), List.of());
    }

    @Test
    void areTheTablesAmongTheExperiments() throws IOException {
        try (var files = Files.list(Path.of("..", "experiments"))) {
            Set<String> tables = files.map(f -> f.getFileName().toString())
                    .filter(f -> f.contains("-table-"))
                    .collect(Collectors.toSet());
            assertEquals(
                    tables,
                    Arrays.stream(PublishedTable.values())
                            .map(PublishedTable::file)
                            .collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void haveBothPresetsAndNumbersForTheirCells(PublishedTable table) {
        Experiment cpu = read(table, "cpu");
        Experiment paper = read(table, "paper");
        assertEquals(cpu.name(), paper.name());
        assertFalse(cpu.comparison().orElseThrow().values().isEmpty());
        assertEquals(
                cpu.hash(),
                new ExperimentReader(ComponentRegistry.load())
                        .read(ExperimentSource.of(table), List.of())
                        .hash());
    }

    @Test
    void aPresetReachesEveryCell() {
        for (Cell cell : read(PublishedTable.AFIS_2, "paper").cells()) {
            assertEquals(1_000_000, cell.sampler().toMap().get("iterations"), cell.name());
            assertEquals("s2d", String.valueOf(cell.sampler().toMap().get("loss")), cell.name());
        }
        for (Cell cell : read(PublishedTable.DFT_1, "paper").cells()) {
            assertEquals(5000, cell.sampler().toMap().get("batch"), cell.name());
            assertEquals(0.0, cell.sampler().toMap().get("noised-weight"), cell.name());
        }
    }

    @Test
    void namesTheNearest() {
        assertEquals(PublishedTable.AFIS_2, PublishedTable.of("afis-2"));
        var wrong = assertThrows(InputException.class, () -> PublishedTable.of("afis2"));
        assertTrue(wrong.getMessage().contains("afis-2"), wrong.getMessage());
    }
}
