/** How far draws are from their target: MMD, KSD, mode weights, moments, prediction, sliced Wasserstein. */
package dev.pushforward.metrics;
