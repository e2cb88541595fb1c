package dev.pushforward.app.cli;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.run.Part;
import dev.pushforward.core.Training;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How far the trainings of a run are that are not done. */
final class Standing {
    private Standing() {}

    /**
     * A line for each training that was begun, one for those that were not, and how to go on; nothing of a run that is
     * done.
     */
    static List<String> notes(Session.Opened run) {
        var notes = new ArrayList<String>();
        int waiting = 0;
        for (Part part : run.parts().stream().filter(part -> !part.done()).toList()) {
            try {
                if (part.checkpoints().newest().isEmpty()) {
                    waiting++;
                } else {
                    notes.add(note(run, part));
                }
            } catch (IOException | InputException e) { // a report does without; resume says the same
                notes.add("Note: the training" + named(part) + " cannot go on: " + e.getMessage());
            }
        }
        if (waiting > 0) {
            notes.add("Note: " + waiting + " of " + run.parts().size()
                    + (run.parts().size() == 1 ? " training" : " trainings") + " without a checkpoint yet.");
        }
        if (!notes.isEmpty()) {
            notes.add("Continue with: pushforward resume " + run.folder().path());
        }
        return notes;
    }

    private static String note(Session.Opened run, Part part) throws IOException {
        try (Training training =
                run.workshop().runner().restored(part, run.experiment().run())) {
            return training.iteration() < training.iterations()
                    ? note(part, training)
                    : "Note: the training" + named(part) + " is complete, and its draws are not measured yet.";
        }
    }

    /** What to say of a training that is not at its end. */
    static String note(Part part, Training training) {
        return "Note: the training" + named(part) + " stands at iteration " + training.iteration() + " of "
                + training.iterations() + ".";
    }

    private static String named(Part part) {
        return part.name().isEmpty() ? "" : " of " + part.name();
    }
}
