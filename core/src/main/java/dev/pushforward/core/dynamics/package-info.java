/**
 * Paths between densities, steps of Langevin and Hamiltonian dynamics that can be differentiated, chains of many steps,
 * and Markov kernels with a Metropolis test.
 */
package dev.pushforward.core.dynamics;
