package dev.pushforward.app.run;

import dev.pushforward.core.store.AtomicFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Plain maps as JSON files and JSON lines. */
final class Json {
    private static final long LARGEST = 1L << 26; // a thousand times what a run with a table of results writes
    private static final JsonMapper COMPACT = JsonMapper.builder().build();
    private static final JsonMapper INDENTED =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private Json() {}

    static void write(Path file, Map<String, Object> map) throws IOException {
        AtomicFile.write(file, INDENTED.writeValueAsString(map) + "\n");
    }

    static void writeLines(Path file, List<Map<String, Object>> lines) throws IOException {
        AtomicFile.write(
                file,
                lines.stream()
                        .map(line -> COMPACT.writeValueAsString(line) + "\n")
                        .collect(Collectors.joining()));
    }

    static Map<String, Object> read(Path file) throws IOException {
        return parse(file, text(file));
    }

    static List<Map<String, Object>> readLines(Path file) throws IOException {
        var lines = new ArrayList<Map<String, Object>>();
        for (String line : text(file).lines().toList()) {
            lines.add(parse(file, line));
        }
        return lines;
    }

    private static String text(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) { // reading some would never end
            throw new IOException(file + " is not a regular file");
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is damaged: it has " + Files.size(file)
                    + " bytes, and Pushforward writes no more than " + LARGEST + " there");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is damaged: it is not UTF-8 text", e);
        }
    }

    private static Map<String, Object> parse(Path file, String text) throws IOException {
        try {
            Map<String, Object> map = COMPACT.readValue(text, MAP);
            if (map == null) {
                throw new IOException(file + " is damaged: it holds no object");
            }
            return map;
        } catch (JacksonException e) {
            throw new IOException(file + " is damaged: it is not the JSON that Pushforward writes there", e);
        }
    }
}
