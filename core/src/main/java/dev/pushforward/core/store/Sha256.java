package dev.pushforward.core.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest SHA-256, in hexadecimal digits. */
public final class Sha256 {
    private static final int SHORT = 8;

    private Sha256() {}

    /** That of all that is left in a stream. */
    public static String of(InputStream in) throws IOException {
        MessageDigest digest = begin();
        new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The first eight digits of that of a text in UTF-8: a short name for it. */
    public static String shortOf(String text) {
        return HexFormat.of()
                .formatHex(begin().digest(text.getBytes(StandardCharsets.UTF_8)))
                .substring(0, SHORT);
    }

    static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
