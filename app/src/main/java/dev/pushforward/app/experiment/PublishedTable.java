package dev.pushforward.app.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.pushforward.core.spi.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A table of a paper that can be reproduced: an experiment that comes with the program, and has the paper's numbers in
 * it.
 */
public enum PublishedTable {
    /** MMD on five targets in the plane. */
    AFIS_1,
    /** MMD on posteriors of Bayesian logistic regression. */
    AFIS_2,
    /** KSD of denoising Fisher training on six targets in the plane. */
    DFT_1,
    /** Test accuracy on covertype. */
    DFT_2,
    /** KSD of minimax Fisher training on six targets in the plane. */
    DFT_1_FISHER_NS,
    /** KSD of particle methods and Markov chains on six targets in the plane. */
    DFT_1_MCMC;

    /** The table of this name, such as {@code afis-1}. */
    public static PublishedTable of(String name) {
        List<String> known =
                Arrays.stream(values()).map(PublishedTable::toString).toList();
        int i = known.indexOf(name);
        if (i < 0) {
            throw new InputException("there is no table '" + name + "'." + NearestName.hint(name, known) + " Known: "
                    + String.join(", ", known) + ".");
        }
        return values()[i];
    }

    /** What it calls itself. */
    public String title() {
        return config().getString("title");
    }

    /** The name of its experiment file. */
    String file() {
        return toString().replaceFirst("-(?=\\d)", "-table-") + ".conf";
    }

    Config config() {
        try (InputStream in = PublishedTable.class.getResourceAsStream(file())) {
            return Hocon.syntax(new String(in.readAllBytes(), StandardCharsets.UTF_8), file(), Includes.EMPTY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ConfigException e) {
            throw new IllegalStateException(file() + ", which comes with the program, is not HOCON", e);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
