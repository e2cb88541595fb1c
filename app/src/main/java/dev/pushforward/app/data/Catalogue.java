package dev.pushforward.app.data;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * The data sets that can be fetched. What is pinned of a table is our form of it, so that a row, a digit or a label
 * that changes at the origin is noticed, and a blank is not. {@code docs/data-sets.md} tells their users where each
 * comes from.
 */
public final class Catalogue {
    private static final String UCI = "https://archive.ics.uci.edu/ml/machine-learning-databases/";
    private static final String LICENCE = "CC BY 4.0";

    private Catalogue() {}

    /** All of them. */
    public static List<DataSet> standard() {
        return List.of(
                new DataSet(
                        "australian.csv",
                        "Statlog (Australian Credit Approval)",
                        LICENCE,
                        URI.create(UCI + "statlog/australian/australian.dat"),
                        new LabelledTable(Map.of("0", "0", "1", "1")),
                        "520ac0526b8fd82e359e5bbd8c4a2be41889cd593b087e14f42f426acda584e2"),
                new DataSet(
                        "german.csv",
                        "Statlog (German Credit Data)",
                        LICENCE,
                        URI.create(UCI + "statlog/german/german.data-numeric"),
                        new LabelledTable(Map.of("1", "0", "2", "1")),
                        "957d3dcd068110f7f8ccc183b9070ceccd2c67b81d4aafb4edcf9ca475f052af"),
                new DataSet(
                        "heart.csv",
                        "Statlog (Heart)",
                        LICENCE,
                        URI.create(UCI + "statlog/heart/heart.dat"),
                        new LabelledTable(Map.of("1", "0", "2", "1")),
                        "9da75823d98615bbb3fd1b1817a33353a4c722020b51676e66f5daa02a2814ab"),
                // lodgepole pine against the six other classes
                new DataSet(
                        "covertype.csv.gz",
                        "Covertype",
                        LICENCE,
                        URI.create(UCI + "covtype/covtype.data.gz"),
                        new Gzipped(new LabelledTable(
                                Map.of("1", "0", "2", "1", "3", "0", "4", "0", "5", "0", "6", "0", "7", "0"))),
                        "1e5a58d35c62a618d55c919acb109815fdc10c39ede67f62da924bb5ce1d2e2a"));
    }
}
