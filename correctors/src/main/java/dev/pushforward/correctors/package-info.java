/**
 * Markov chain Monte Carlo steps on a batch of draws: Langevin, Metropolis kernels, parallel tempering, Stein
 * variational gradient descent.
 */
package dev.pushforward.correctors;
