package dev.pushforward.app.run;

/**
 * What a measurement gives on exact draws: its distribution over pairs of independent exact sets of the same size. A value inside it is as
 * good as that many draws can show.
 *
 * @param mean its mean
 * @param sd its standard deviation
 * @param repeats number of pairs
 */
public record Floor(double mean, double sd, int repeats) {}
