package dev.pushforward.app.run;

import dev.pushforward.core.Draws;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Text: a header {@code x1,x2,...}, with a last column {@code log_weight} of weighted draws, and a line for each draw.
 */
final class CsvDraws implements DrawWriter {
    private final BufferedWriter writer;
    private final int d;
    private final DType dtype;
    private boolean headed;

    /** Of draws of d coordinates. */
    CsvDraws(OutputStream out, int d, DType dtype) {
        this.writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
        this.d = d;
        this.dtype = dtype;
    }

    @Override
    public void append(Draws block) throws IOException {
        Tensor x = block.points();
        boolean weighted = block.logWeights().isPresent();
        if (!headed) {
            head(weighted);
        }
        for (int i = 0; i < x.size(0); i++) {
            for (int j = 0; j < d; j++) {
                writer.write(j == 0 ? "" : ",");
                writer.write(text(x.get(i, j)));
            }
            if (weighted) {
                writer.write("," + text(block.logWeights().get().get(i)));
            }
            writer.write("\n");
        }
    }

    private void head(boolean weighted) throws IOException {
        writer.write(IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).collect(Collectors.joining(",")));
        writer.write(weighted ? ",log_weight\n" : "\n");
        headed = true;
    }

    private String text(double value) {
        return dtype == DType.FLOAT32 ? Float.toString((float) value) : Double.toString(value);
    }

    @Override
    public void finish() throws IOException {
        if (!headed) {
            head(false);
        }
        writer.flush();
    }

    @Override
    public void close() {}
}
