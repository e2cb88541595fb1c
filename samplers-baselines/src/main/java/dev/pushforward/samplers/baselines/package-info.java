/** What trained samplers are compared with: the normal law as it is. */
package dev.pushforward.samplers.baselines;
