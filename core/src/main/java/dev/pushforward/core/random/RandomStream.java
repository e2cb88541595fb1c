package dev.pushforward.core.random;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * An immutable key from which all randomness is derived. {@link #split} derives another key, {@link #generator} a fresh
 * generator; neither changes this key, so a computation that is given a key always sees the same numbers, whatever ran
 * before it and on whichever thread.
 *
 * <p>By convention step t of a run draws from {@code stream.split(t)} and microbatch m of that step from
 * {@code .split(m)}: a checkpoint needs no generator state, and the number of threads changes nothing. Parts of one
 * step take {@code split("name")}.
 *
 * <p>The derived key is a hash of 128 bits of key and 64 bits of index, by rounds of the finaliser of SplitMix64
 * (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195). Generators are the JDK's L64X128MixRandom with its
 * ziggurat {@code nextGaussian}.
 */
public record RandomStream(long high, long low) {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
            RandomGeneratorFactory.of("L64X128MixRandom");

    /** The key of a seed. */
    public static RandomStream of(long seed) {
        return new RandomStream(mix(seed + GOLDEN_GAMMA), mix(seed ^ Long.reverse(GOLDEN_GAMMA)));
    }

    /** The {@code index}-th key derived from this one; different indices give independent randomness. */
    public RandomStream split(long index) {
        long a = mix(high + GOLDEN_GAMMA * (2 * index + 1));
        long b = mix(low ^ mix(index + GOLDEN_GAMMA));
        return new RandomStream(mix(a + Long.rotateLeft(b, 32)), mix(b ^ (a * GOLDEN_GAMMA)));
    }

    /** The key derived for a named part of a computation, e.g. {@code "correct"}. */
    public RandomStream split(String part) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < part.length(); i++) {
            hash = (hash ^ part.charAt(i)) * 0x100000001b3L;
        }
        return new RandomStream(mix(high ^ hash), mix(low + hash)).split(-1 - part.length());
    }

    /** A fresh generator; two calls give two generators of the same numbers. Not thread-safe, as generators are. */
    public RandomGenerator generator() {
        return ALGORITHM.create(high ^ Long.rotateLeft(low, 29));
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
