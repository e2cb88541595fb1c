/** How far draws are from their target: MMD, KSD, mode weights, moments, sliced Wasserstein. */
package dev.pushforward.metrics;
