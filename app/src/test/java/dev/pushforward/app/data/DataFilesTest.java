package dev.pushforward.app.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pushforward.app.experiment.ExperimentReader;
import dev.pushforward.app.experiment.ExperimentSource;
import dev.pushforward.app.run.Progress;
import dev.pushforward.app.run.StopSignal;
import dev.pushforward.app.run.StoppedException;
import dev.pushforward.app.wiring.Workshop;
import dev.pushforward.core.Compute;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.spi.SettingsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where data files come from, with an origin on this machine. */
@Timeout(60)
class DataFilesTest {
    private static final byte[] ORIGINAL = "1.0 2.50 1\n3 4 2\n".getBytes(StandardCharsets.US_ASCII);
    private static final String CONTENT = "x1,x2,y\n1,2.5,0\n3,4,1\n";
    private static final String SUM = "1b1667b8c5ad34648ac7212206774541c865388c4d90fb679762c77bec944f85";
    private static final Duration PATIENCE = Duration.ofMillis(300);

    @TempDir
    private Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> phases = new ArrayList<>();
    private final StopSignal stop = new StopSignal();
    private HttpServer server;
    private Path cache;

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        cache = folder.resolve("cache");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private URI serves(String path, Answer answer) {
        server.createContext(path, exchange -> {
            requests.incrementAndGet();
            answer.to(exchange);
            exchange.close();
        });
        return URI.create("http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + path);
    }

    private static Answer bytes(byte[] content) {
        return exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        };
    }

    private static DataSet small(URI origin) {
        return new DataSet(
                "small.csv", "A small set", "CC0", origin, new LabelledTable(Map.of("1", "0", "2", "1")), SUM);
    }

    /** Without a data folder. */
    private DataFiles files(DataSet set) {
        return files(Optional.empty(), set);
    }

    private DataFiles files(Optional<Path> data, DataSet set) {
        return new DataFiles(data, Optional.empty(), cache, List.of(set), new Phases(phases), stop, PATIENCE);
    }

    private record Phases(List<String> phases) implements Progress {
        @Override
        public void phase(String part, String what) {
            phases.add(what);
        }
    }

    private static String refused(DataFiles files, String name, String... texts) {
        String message = assertThrows(IllegalArgumentException.class, () -> files.file(name))
                .getMessage();
        for (String text : texts) {
            assertTrue(message.contains(text), "'" + text + "' in\n" + message);
        }
        return message;
    }

    /** Nothing may be left but what is whole. */
    private void assertCacheHolds(String... names) throws IOException {
        try (Stream<Path> kept = Files.exists(cache) ? Files.list(cache) : Stream.empty()) {
            assertEquals(
                    List.of(names),
                    kept.map(p -> p.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aSetIsFetchedConvertedAndKept() throws IOException {
        DataSet set = small(serves("/small.dat", bytes(ORIGINAL)));
        Path file = files(Optional.of(folder), set).file("small.csv");
        assertEquals(cache.resolve("small.csv"), file);
        assertEquals(CONTENT, Files.readString(file));
        assertEquals(List.of("fetching small.csv (A small set, CC0) from " + set.origin()), phases);
        assertEquals(file, files(set).file("small.csv"));
        assertEquals(1, requests.get());
        assertCacheHolds("small.csv");
    }

    @Test
    void theUsersOwnFileComesFirstWhateverItHolds() throws IOException {
        Path own = Files.writeString(folder.resolve("small.csv"), "mine");
        assertEquals(
                own,
                files(Optional.of(folder), small(serves("/small.dat", bytes(ORIGINAL))))
                        .file("small.csv"));
        assertEquals(0, requests.get());
    }

    @Test
    void aFileThatIsInNoCatalogueIsOnlyLookedForInTheFolder() {
        DataSet set = small(serves("/", bytes(ORIGINAL)));
        refused(
                files(Optional.of(folder), set),
                "other.csv",
                "the data file other.csv is missing in " + folder,
                "--data DIR",
                "PUSHFORWARD_DATA");
        refused(files(set), "other.csv", "needs the data file other.csv, and no data folder is set");
        assertEquals(0, requests.get());
    }

    /** A wrong path is not mended by fetching. */
    @Test
    void aDataFolderThatDoesNotExistIsAnError() {
        refused(
                files(Optional.of(folder.resolve("no")), small(serves("/", bytes(ORIGINAL)))),
                "small.csv",
                folder.resolve("no") + " does not exist");
        assertEquals(0, requests.get());
    }

    /** A file kept as it is served has the sum of the original. */
    @Test
    void aFileMayBePinnedAsItIsServed() throws IOException {
        byte[] images = {31, -117, 0, 1, 2, 3};
        var set = new DataSet(
                "digits/images.gz",
                "Digits",
                "CC0",
                serves("/images.gz", bytes(images)),
                InputStream::transferTo,
                "f2b9f8d316f5ba16351a4c232dffe37fb51066d19ee0ff647c8395287edbb04e");
        assertArrayEquals(images, Files.readAllBytes(files(set).file("digits/images.gz")));
    }

    @Test
    void aRedirectionIsFollowed() throws IOException {
        serves("/new.dat", bytes(ORIGINAL));
        URI old = serves("/old.dat", exchange -> {
            exchange.getResponseHeaders().set("Location", "/new.dat");
            exchange.sendResponseHeaders(301, -1);
        });
        assertEquals(CONTENT, Files.readString(files(small(old)).file("small.csv")));
    }

    @Test
    void anOriginThatHasChangedIsAnError() throws IOException {
        URI origin = serves("/small.dat", bytes("1.0 2.50 1\n3 4 1\n".getBytes(StandardCharsets.US_ASCII)));
        refused(
                files(small(origin)),
                "small.csv",
                origin.toString(),
                "what is served there has changed: its content has the SHA-256 ",
                "pinned is " + SUM,
                "docs/data-sets.md",
                "--data DIR",
                "PUSHFORWARD_CACHE");
        assertCacheHolds();
    }

    @Test
    void aPageInsteadOfTheSetIsAnError() throws IOException {
        URI origin = serves("/small.dat", bytes("<html>\nPlease log in\n".getBytes(StandardCharsets.US_ASCII)));
        refused(
                files(small(origin)),
                "small.csv",
                "cannot be converted: line 1 ends in '<html>', which is not one of the labels 1, 2");
        assertCacheHolds();
    }

    @Test
    void aSetThatIsGoneIsAnErrorAndAskedForOnce() throws IOException {
        DataFiles files = files(
                Optional.of(folder), small(serves("/small.dat", exchange -> exchange.sendResponseHeaders(404, -1))));
        String message = refused(
                files, "small.csv", "the data file small.csv is missing in " + folder, "status 404 instead of 200");
        assertEquals(message, refused(files, "small.csv"));
        assertEquals(1, requests.get());
        assertCacheHolds();
    }

    @Test
    void noConnectionIsAnErrorThatSaysWhatToDo() {
        URI origin = serves("/small.dat", bytes(ORIGINAL));
        server.stop(0);
        refused(
                files(small(origin)),
                "small.csv",
                "no data folder is set; the cache has no intact copy " + cache,
                origin.toString(),
                "the connection is refused",
                "Run again with a network connection",
                "--data DIR",
                "PUSHFORWARD_DATA",
                "PUSHFORWARD_CACHE");
        var nowhere = small(URI.create("http://no.such.host.invalid/small.dat"));
        refused(files(nowhere), "small.csv", "Run again with a network connection");
    }

    @Test
    void anOriginThatFallsSilentIsGivenUp() throws IOException {
        URI origin = serves("/small.dat", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(ORIGINAL);
            exchange.getResponseBody().flush();
            pause(3_000);
        });
        refused(files(small(origin)), "small.csv", "stopped answering after " + ORIGINAL.length + " bytes");
        assertCacheHolds();
    }

    @Test
    void aDownloadCanBeStopped() throws IOException {
        DataSet set = small(serves("/small.dat", exchange -> {
            stop.ask();
            pause(3_000);
        }));
        var stopped = assertThrows(StoppedException.class, () -> files(set).file("small.csv"));
        assertEquals("while fetching " + set.origin(), stopped.getMessage());
        assertCacheHolds();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aDamagedFileInTheCacheIsFetchedAgainWithAWarning() throws IOException {
        DataSet set = small(serves("/small.dat", bytes(ORIGINAL)));
        Path file = files(set).file("small.csv");
        Files.writeString(file, CONTENT.replace('4', '5'));
        PrintStream err = System.err;
        var said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertEquals(CONTENT, Files.readString(files(set).file("small.csv")));
        } finally {
            System.setErr(err);
        }
        assertEquals(2, requests.get());
        String warning = said.toString(StandardCharsets.UTF_8);
        assertTrue(warning.contains("WARN: " + file + " in the cache is damaged"), warning);
    }

    /** Below a file there can be no folder, not even for root. */
    @Test
    void withACacheThatCannotBeWrittenTheSetIsFetchedForThisTime() throws IOException {
        cache = Files.createFile(folder.resolve("file")).resolve("cache");
        DataFiles files = files(small(serves("/small.dat", bytes(ORIGINAL))));
        Path file = files.file("small.csv");
        assertEquals(CONTENT, Files.readString(file));
        assertEquals(file, files.file("small.csv"));
        assertEquals(1, requests.get());
        assertFalse(file.startsWith(cache));
        Files.delete(file);
    }

    /** What a user meets without a network: nothing is begun, and all that is wrong is told at once. */
    @Test
    void aMissingSetIsReportedTogetherWithOtherProblems() throws IOException {
        Path experiment = Files.writeString(folder.resolve("x.conf"), """
            sampler { name = test-location, iterations = 5 }
            metrics = [ mmd ]
            grid {
              rows { real { target = heart }, drawn { target { name = gaussian-mixture, means = [1, 2, 3] } } }
              columns { one {} }
            }
            run { reference { corrector = hmc } }
            """);
        var origin = serves("/heart.dat", exchange -> exchange.sendResponseHeaders(503, -1));
        var heart = new DataSet(
                "heart.csv", "Heart", "CC BY 4.0", origin, new LabelledTable(Map.of("1", "0", "2", "1")), SUM);
        var registry = ComponentRegistry.load();
        var read = new ExperimentReader(registry).read(ExperimentSource.of(experiment), List.of());
        var workshop = Workshop.of(registry, Compute.standard(), files(heart), Progress.none(), stop);
        var wrong =
                assertThrows(SettingsException.class, () -> workshop.composer().compose(read));
        assertEquals(2, wrong.problems().size(), wrong.getMessage());
        assertTrue(wrong.getMessage().contains("target 'heart': needs the data file heart.csv"), wrong.getMessage());
        assertTrue(wrong.getMessage().contains("status 503"), wrong.getMessage());
        assertTrue(wrong.getMessage().contains("target 'gaussian-mixture'"), wrong.getMessage());
    }
}
