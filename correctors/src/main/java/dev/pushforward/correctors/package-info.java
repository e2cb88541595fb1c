/** Markov chain Monte Carlo steps on a batch of draws: Langevin, Metropolis kernels, parallel tempering. */
package dev.pushforward.correctors;
