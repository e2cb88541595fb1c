/** Splittable, stateless randomness. */
package dev.pushforward.core.random;
