/** Denoising Fisher training: the settings records and the sampler that library users construct directly. */
package dev.pushforward.samplers.dft;
