/**
 * Densities and data sets to learn from: plane shapes of the literature, families of any dimension, and posteriors of
 * Bayesian logistic regression. Each is written once as a log density; scores and higher derivatives come from
 * automatic differentiation unless a closed form is cheaper. Exact draws and normalisers are offered wherever they
 * exist. All live on R^d with Lebesgue measure; all are immutable and thread-safe.
 */
package dev.pushforward.targets;
