package dev.pushforward.app.run;

import dev.pushforward.app.experiment.RunSettings;
import dev.pushforward.core.Compute;
import dev.pushforward.core.Correction;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.CountedTarget;
import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Draws;
import dev.pushforward.core.EvaluationCounter;
import dev.pushforward.core.State;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.store.Sha256;
import dev.pushforward.core.store.StateFile;
import dev.pushforward.tensor.Engine;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reference draws of a run: exact ones where the target has them, the held-out rows of a data set, else the last
 * states of long Markov chains, made once for each target and kept in the run's folder, and in a cache for other runs.
 */
public final class References {
    private static final Logger LOG = LoggerFactory.getLogger(References.class);
    private static final int BLOCK = 2000;
    private static final String STATES = "states";
    private static final String EVALUATIONS = "evaluations";

    private final RunSettings run;
    private final RunFolder folder;
    private final Composer composer;
    private final Compute compute;
    private final Progress progress;
    private final StopSignal stop;
    private final Optional<ReferenceCache> cache;
    private final Map<String, ReferenceDraws> chains = new HashMap<>();

    /** Those of a run, whose chains other runs find in the cache, and the other way round. */
    References(
            RunSettings run,
            RunFolder folder,
            Composer composer,
            Compute compute,
            Progress progress,
            StopSignal stop,
            Optional<ReferenceCache> cache) {
        this.run = run;
        this.folder = folder;
        this.composer = composer;
        this.compute = compute;
        this.progress = progress;
        this.stop = stop;
        this.cache = cache;
    }

    /** The reference draws of a part's target; none where the target has none and the experiment asks for no chains. */
    public Optional<ReferenceDraws> of(Part part) throws IOException {
        Composition c = part.composition();
        if (c.target() instanceof DataTarget data) {
            return ofData(c, data);
        }
        if (run.reference().isEmpty() || !(c.target() instanceof DensityTarget density)) {
            return Optional.empty();
        }
        String key = c.cell().target().name() + "-"
                + Sha256.shortOf(c.cell().target().toMap().toString());
        ReferenceDraws known = chains.get(key);
        if (known == null) {
            OutputFolder kept = folder.output().under("reference");
            State saved = chains(part, density, kept, key + ".npz");
            known = new ReferenceDraws.Chains(saved.tensor(STATES), StageEvaluations.of(saved.under(EVALUATIONS)));
            chains.put(key, known);
        }
        return Optional.of(known);
    }

    private Optional<ReferenceDraws> ofData(Composition c, DataTarget data) {
        RandomStream random = Streams.reference(run);
        Optional<Tensor> heldOut = c.heldOutRows();
        if (heldOut.isEmpty()) {
            return Optional.of(new ReferenceDraws.Exact(data, random, compute.dtype()));
        }
        return heldOut.filter(rows -> rows.size(0) > 0)
                .map(rows -> new ReferenceDraws.HeldOut(rows, random, compute.dtype()));
    }

    private State chains(Part part, DensityTarget target, OutputFolder kept, String name) throws IOException {
        Path file = kept.file(name);
        if (Files.exists(file)) {
            try {
                return checked(StateFile.read(file), target);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("The reference chains in {} are computed again: {}", file, e.getMessage());
            }
        }
        Optional<Path> place = place(part.composition());
        Optional<State> cached = place.flatMap(p -> cache.orElseThrow().find(p));
        if (cached.isPresent()) {
            progress.phase(part.name(), "reference chains from the cache: " + place.get());
        }
        State chains = cached.orElseGet(() -> made(part, target));
        if (cached.isEmpty()) {
            place.ifPresent(p -> cache.orElseThrow().keep(p, chains));
        }
        StateFile.write(kept.toWrite(name), chains);
        return chains;
    }

    /** @throws IllegalArgumentException if it holds other chains than these */
    private State checked(State saved, DensityTarget target) {
        saved.tensor(STATES, compute.dtype(), run.reference().orElseThrow().chains(), target.dimension());
        return saved;
    }

    /** Where the cache keeps the chains of a target, if there is one and it can. */
    private Optional<Path> place(Composition c) throws IOException {
        if (cache.isEmpty()) {
            return Optional.empty();
        }
        RunSettings.Reference reference = run.reference().orElseThrow();
        Map<String, Object> numbers =
                Map.of("chains", reference.chains(), "seed", run.seed(), "precision", compute.dtype());
        return cache.get()
                .place(
                        List.of(c.cell().target(), reference.corrector()),
                        c.data(),
                        new TreeMap<>(numbers),
                        Engine.of(compute.dtype()));
    }

    private State made(Part part, DensityTarget target) {
        RunSettings.Reference reference = run.reference().orElseThrow();
        var name = new Named("run.reference.corrector '" + reference.corrector().name() + "' on target '"
                + part.composition().cell().target().name() + "': ");
        var corrector = new NamedCorrector(composer.reference(reference), name);
        var counter = new EvaluationCounter();
        DensityTarget counted = CountedTarget.of(target, counter);
        progress.phase(part.name(), reference.chains() + " reference chains");
        Tensor states = new Stages(progress, stop)
                .run(part.name(), "running reference chains", () -> run(corrector, counted, reference, name));
        return State.empty().with(STATES, states).nested(EVALUATIONS, StageEvaluations.state(counter.total()));
    }

    private Tensor run(Corrector corrector, DensityTarget target, RunSettings.Reference reference, Named name) {
        RandomStream random = Streams.reference(run);
        List<Tensor> blocks = new ArrayList<>();
        Workload work = Workload.of((reference.chains() + BLOCK - 1) / BLOCK);
        for (int from = 0; from < reference.chains(); from += BLOCK) {
            int n = Math.min(BLOCK, reference.chains() - from);
            RandomStream block = random.split(from);
            Tensor start = Tensor.normal(compute.dtype(), block.split("start").generator(), n, target.dimension());
            Correction moved = work.unit(() -> corrector.correct(target, Draws.of(start), block.split("chain")));
            if (moved.stuck() > 0) {
                throw new DivergenceException(
                        name.who() + moved.stuck() + " of " + n + " reference chains stay where the density is 0:"
                                + " they begin at draws of N(0, I), and no proposal from there reached the support",
                        "Give a larger step size or more steps, or shift and scale the target so that N(0, I) reaches"
                                + " it");
            }
            blocks.add(moved.draws().points().kept());
        }
        return Tensor.concat(0, blocks).kept();
    }
}
