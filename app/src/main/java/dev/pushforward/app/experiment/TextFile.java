package dev.pushforward.app.experiment;

import dev.pushforward.core.spi.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A text file that a user names, which may be anything: a pipe, a device, a folder, terabytes. */
public final class TextFile {
    private static final int MEBIBYTE = 1 << 20;

    private TextFile() {}

    /**
     * The text of a regular file in UTF-8. Nothing else is opened: reading a pipe waits for a writer, and a device may
     * never end.
     *
     * @param file the file, or a symbolic link to it
     * @param most the largest size in bytes
     * @throws InputException if it is not there, no regular file, larger, not in UTF-8 or cannot be read
     */
    public static String read(Path file, int most) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw new InputException(file + " is a folder: give a file");
            }
            if (!attributes.isRegularFile()) {
                throw new InputException(file + " is a pipe, a socket or a device: give a regular file");
            }
            if (attributes.size() > most) {
                throw tooLarge(file, most);
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(most + 1); // it may have grown, and files of /proc say size 0
                if (bytes.length > most) {
                    throw tooLarge(file, most);
                }
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            }
        } catch (CharacterCodingException e) {
            throw new InputException(file + " is not a text in UTF-8", e);
        } catch (AccessDeniedException e) {
            throw new InputException("cannot read " + file + ": permission denied", e);
        } catch (NoSuchFileException e) {
            boolean link = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
            throw new InputException(
                    link ? file + " is a symbolic link to a file that does not exist" : "there is no file " + file, e);
        } catch (IOException e) {
            String reason = Files.isSymbolicLink(file)
                    ? "its symbolic links lead nowhere, or in a circle"
                    : Printable.value(e.getMessage());
            throw new InputException("cannot read " + file + ": " + reason, e);
        }
    }

    private static InputException tooLarge(Path file, int most) {
        return new InputException(
                file + " is larger than " + most / MEBIBYTE + " MiB, the most that is read as such a file");
    }
}
