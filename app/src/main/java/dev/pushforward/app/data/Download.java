package dev.pushforward.app.data;

import dev.pushforward.app.run.StopSignal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets files by HTTP. Waits ten seconds for a connection, and as long as its patience for bytes; ends soon after
 * somebody asks for a stop.
 */
final class Download {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final long LOOK_MILLIS = 100;

    private final Duration patience;
    private final StopSignal stop;

    /**
     * Downloads that can be stopped.
     *
     * @param patience how long an origin may be silent
     * @param stop who may stop them
     */
    Download(Duration patience, StopSignal stop) {
        this.patience = patience;
        this.stop = stop;
    }

    /**
     * Writes what the origin serves to a file that is there, and empty.
     *
     * @throws IOException if it serves nothing; the message says why and what may help
     * @throws dev.pushforward.app.run.StoppedException if a stop was asked for
     */
    void to(Path file, URI origin) throws IOException {
        var client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try {
            HttpResponse<Path> response = await(
                    client.sendAsync(
                            HttpRequest.newBuilder(origin).build(),
                            head -> head.statusCode() == OK
                                    ? BodySubscribers.ofFile(file)
                                    : BodySubscribers.replacing(file)),
                    file,
                    origin);
            if (response.statusCode() != OK) {
                throw new IOException("the server answers with status " + response.statusCode() + " instead of 200");
            }
        } finally {
            client.shutdownNow();
        }
    }

    private HttpResponse<Path> await(CompletableFuture<HttpResponse<Path>> response, Path file, URI origin)
            throws IOException {
        long size = 0;
        long deadline = System.nanoTime() + CONNECT.plus(patience).toNanos();
        while (true) {
            try {
                return response.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                stop.check("while fetching " + origin);
            } catch (ExecutionException e) {
                throw new IOException(reason(e.getCause(), origin), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            long now = Files.size(file);
            if (now > size) {
                size = now;
                deadline = System.nanoTime() + patience.toNanos();
            } else if (System.nanoTime() - deadline > 0) {
                throw new IOException("the server stopped answering after " + size + " bytes. Run again later");
            }
        }
    }

    private static String reason(Throwable failure, URI origin) {
        String again =
                ". Run again with a network connection; for a proxy set JAVA_TOOL_OPTIONS='-Dhttps.proxyHost=HOST"
                        + " -Dhttps.proxyPort=PORT'";
        return switch (failure) {
            case HttpConnectTimeoutException late -> "no connection within " + CONNECT.toSeconds() + " s" + again;
            case ConnectException refused
            when unknown(refused) -> "the name cannot be resolved: " + origin.getHost() + again;
            case ConnectException refused -> "the connection is refused" + again;
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }

    private static boolean unknown(Throwable failure) {
        return failure != null && (failure instanceof UnresolvedAddressException || unknown(failure.getCause()));
    }
}
