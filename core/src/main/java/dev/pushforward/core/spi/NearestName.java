package dev.pushforward.core.spi;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Finds what somebody may have meant: the other known name at the smallest edit distance, if that is small against its
 * length.
 */
public final class NearestName {
    private NearestName() {}

    /** The nearest of the known names that is not this very name, or empty where none is near. */
    public static Optional<String> of(String name, Collection<String> known) {
        return known.stream()
                .filter(k -> !k.equals(name))
                .min(Comparator.<String>comparingInt(k -> distance(name, k)).thenComparing(Comparator.naturalOrder()))
                .filter(k -> distance(name, k) <= Math.max(2, k.length() / 3));
    }

    /** The sentence {@code " Did you mean 'x'?"}, or nothing where no known name is near. */
    public static String hint(String name, Collection<String> known) {
        return of(name, known).map(k -> " Did you mean '" + k + "'?").orElse("");
    }

    /** Levenshtein distance: the fewest insertions, deletions and substitutions that turn one word into the other. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
