/** Changes of coordinates of R^d: scaling and whitening, of a target and of a sampler that is trained on it. */
package dev.pushforward.core.coordinates;
