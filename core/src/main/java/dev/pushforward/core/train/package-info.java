/** The training loop, microbatches and the threads that share them. */
package dev.pushforward.core.train;
