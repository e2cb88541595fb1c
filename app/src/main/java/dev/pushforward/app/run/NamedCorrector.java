package dev.pushforward.app.run;

import dev.pushforward.core.Correction;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.random.RandomStream;

/** A corrector whose failures name it; it gives as many draws as it was given, all finite. */
record NamedCorrector(Corrector corrector, Named name) implements Corrector {
    @Override
    public Correction correct(DensityTarget target, Draws draws, RandomStream random) {
        return name.ask(() -> {
            Correction moved = corrector.correct(target, draws, random);
            name.draws(draws.count(), draws.dimension(), moved::draws);
            return moved;
        });
    }
}
