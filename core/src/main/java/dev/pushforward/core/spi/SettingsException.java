package dev.pushforward.core.spi;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration is wrong. Carries every problem found, not only the first. */
public final class SettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    /** With all that is wrong, at least one problem. */
    public SettingsException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
