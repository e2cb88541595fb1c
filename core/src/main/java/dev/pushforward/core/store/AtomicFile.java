package dev.pushforward.core.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a file as a whole or not at all: to a temporary name in the same folder, forced to the disk, then renamed.
 * Whoever reads the file sees what was there before or all that is new; a full disk or a kill leaves the former.
 */
public final class AtomicFile {
    private static final int BUFFER = 1 << 16;
    // the name, then the writer's process
    private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.(\\d{1,18})\\.tmp");

    /** Puts a file's content into a stream. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it; the stream is closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Writes a file.
     *
     * @throws IOException if it cannot be written; what was there before is untouched and nothing else is left behind
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path temporary = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            // of a killed process that had this one's number, or a link that somebody put there
            Files.deleteIfExists(temporary);
            try (FileChannel channel =
                            FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(target.getParent());
        } catch (NoSuchFileException | AccessDeniedException | RuntimeException | Error e) {
            Files.deleteIfExists(temporary);
            throw e;
        } catch (FileSystemException e) {
            Files.deleteIfExists(temporary);
            throw new FileSystemException(file.toString(), null, e.getReason());
        } catch (IOException e) { // of a full disk: says what, but not where
            Files.deleteIfExists(temporary);
            throw new IOException("cannot write " + file + ": " + e.getMessage() + ". Nothing was half-written.", e);
        }
    }

    /** Writes a text in UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Deletes what writers that were killed have left in a folder and those below it; what a living process writes is
     * left alone.
     */
    public static void sweep(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(AtomicFile::isAbandoned).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isAbandoned(Path file) {
        Matcher temporary = TEMPORARY.matcher(file.getFileName().toString());
        return temporary.matches()
                && ProcessHandle.of(Long.parseLong(temporary.group(1))).isEmpty();
    }

    /** A rename is on the disk when its folder is; systems that cannot open folders see to that themselves. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // the file itself is complete; only a power cut in the next seconds could bring the older one back
        }
    }
}
