/** Tensors with derivatives of any order: eager, reverse mode and forward mode, on ND4J's memory. */
package dev.pushforward.tensor;
