/** Carrying experiments out: the run's folder, checkpoints, draws, reference draws, floors and measurements. */
package dev.pushforward.app.run;
