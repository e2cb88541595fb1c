/** What samplers are compared with: other divergences to train by, and the normal law as it is. */
package dev.pushforward.samplers.baselines;
