package dev.pushforward.app.run;

import dev.pushforward.app.experiment.RunSettings;
import dev.pushforward.core.Compute;
import dev.pushforward.core.Correction;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Draws;
import dev.pushforward.core.State;
import dev.pushforward.core.parallel.Workload;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.store.Sha256;
import dev.pushforward.core.store.StateFile;
import dev.pushforward.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reference draws of a run: exact ones where the target has them, else the last states of long Markov chains, made once for each target
 * and kept in the run's folder.
 */
public final class References {
    private static final int BLOCK = 2000;

    private final RunSettings run;
    private final RunFolder folder;
    private final Composer composer;
    private final Compute compute;
    private final Progress progress;
    private final StopSignal stop;
    private final Map<String, ReferenceDraws> chains = new HashMap<>();

    /** Those of a run. */
    public References(RunSettings run, RunFolder folder, Composer composer, Compute compute, Progress progress, StopSignal stop) {
        this.run = run;
        this.folder = folder;
        this.composer = composer;
        this.compute = compute;
        this.progress = progress;
        this.stop = stop;
    }

    /** The reference draws of a part's target; none where the target has none and the experiment asks for no chains. */
    public Optional<ReferenceDraws> of(Part part) throws IOException {
        Composition c = part.composition();
        if (c.target() instanceof DataTarget data) {
            return Optional.of(new ReferenceDraws.Exact(data, Streams.reference(run), compute.dtype()));
        }
        if (run.reference().isEmpty() || !(c.target() instanceof DensityTarget density)) {
            return Optional.empty();
        }
        String key = c.cell().target().name() + "-" + Sha256.shortOf(c.cell().target().toMap().toString());
        ReferenceDraws known = chains.get(key);
        if (known == null) {
            known = new ReferenceDraws.Chains(chains(part, density, folder.path().resolve("reference").resolve(key + ".npz")));
            chains.put(key, known);
        }
        return Optional.of(known);
    }

    private Tensor chains(Part part, DensityTarget target, Path file) throws IOException {
        if (Files.exists(file)) {
            return StateFile.read(file).tensor("states");
        }
        RunSettings.Reference reference = run.reference().orElseThrow();
        var name = new Named("run.reference.corrector '" + reference.corrector().name() + "' on target '" + part.composition().cell().target().name() + "': ");
        var corrector = new NamedCorrector(composer.reference(reference), name);
        progress.phase(part.name(), reference.chains() + " reference chains");
        Tensor states = new Stages(progress, stop).run(part.name(), "running reference chains", () -> run(corrector, target, reference, name));
        Files.createDirectories(file.getParent());
        StateFile.write(file, State.empty().with("states", states));
        return states;
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
                        name.who() + moved.stuck() + " of " + n + " reference chains stay where the density is 0: they begin at draws of N(0, I), and no proposal from there reached the support",
                        "Give a larger step size, or a target whose support holds the origin's surroundings");
            }
            blocks.add(moved.draws().points().kept());
        }
        return Tensor.concat(0, blocks).kept();
    }
}
