package org.example.parts;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.dynamics.ChainStates;
import dev.pushforward.core.dynamics.MarkovKernel;
import dev.pushforward.tensor.Tensor;
import java.util.random.RandomGenerator;

// snippet: barker
/** x'_j = x_j + z_j with probability 1 / (1 + exp(-z_j s_j(x))), else x_j - z_j; z ~ N(0, h^2 I), s the score. */
public record Barker() implements MarkovKernel {
    @Override
    public Proposal propose(DensityTarget target, ChainStates now, double stepSize, RandomGenerator random) {
        Tensor x = now.x();
        Tensor z = Tensor.normal(x.dtype(), random, x.shape()).mul(stepSize);
        Tensor ahead = z.mul(now.score()).sigmoid();
        Tensor move = Tensor.where(ahead.greaterThan(Tensor.uniform(x.dtype(), random, x.shape())), z, z.neg());
        ChainStates next = ChainStates.at(target, x.add(move), this); // with its log density and score
        // log K(x' | x) is -softplus(-move s(x)), summed over the coordinates, and what both directions share
        Tensor there = move.mul(now.score()).neg().softplus().sum(1);
        Tensor back = move.mul(next.score()).softplus().sum(1);
        return new Proposal(
                next, next.logDensity().sub(now.logDensity()).add(there).sub(back));
    }

    @Override
    public boolean usesScores() {
        return true;
    }

    @Override
    public int evaluations() {
        return 1;
    }

    @Override
    public double bestAcceptance() {
        return 0.4;
    }
}
// end
