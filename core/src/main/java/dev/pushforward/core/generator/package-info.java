/** The family {@code x = G(z)}: its training by alternating fits, the objectives' shared parts, and its self-checks. */
package dev.pushforward.core.generator;
