/** The training loop, microbatches and gradient descent: what every training uses, whatever it trains. */
package dev.pushforward.core.train;
