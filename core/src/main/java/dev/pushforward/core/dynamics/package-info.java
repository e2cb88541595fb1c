/**
 * Paths between densities, steps of Langevin and Hamiltonian dynamics that can be differentiated, and chains of many
 * steps.
 */
package dev.pushforward.core.dynamics;
