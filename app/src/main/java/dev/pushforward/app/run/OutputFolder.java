package dev.pushforward.app.run;

import dev.pushforward.app.experiment.InputException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of results, and the folders below it: the one place that says where results are written. A run's folder may
 * come from somebody else, so nothing is written through a symbolic link in it. It may be deleted during the work, so
 * it is made once and not again.
 */
public final class OutputFolder {
    private final Path root;
    private final Path mark;
    private final Path path;

    private OutputFolder(Path root, Path mark, Path path) {
        this.root = root;
        this.mark = mark;
        this.path = path;
    }

    /**
     * The folder of a run or a sweep, which may itself be a link: it is the user's own.
     *
     * @param mark name of the file without which the folder is not that of a run or a sweep
     */
    static OutputFolder of(Path root, String mark) {
        return new OutputFolder(root, root.resolve(mark), root);
    }

    /** A folder below this one, which need not exist yet; the name may be a path. */
    public OutputFolder under(String name) {
        return new OutputFolder(root, mark, path.resolve(name));
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Where a file of this name is, or will be. */
    Path file(String name) {
        return path.resolve(name);
    }

    /**
     * Where to write a file of this name; the folders above it are made. A link in the file's own place is replaced, as
     * whole files are renamed to theirs.
     *
     * @throws InputException if a folder above it is a link
     * @throws IOException if the run's or sweep's folder is gone, or a folder cannot be made
     */
    public Path toWrite(String name) throws IOException {
        assertThere();
        for (Path folder : below()) {
            refuseLink(folder);
            if (!Files.isDirectory(folder)) {
                make(folder);
            }
        }
        return file(name);
    }

    /** @throws InputException if one of the folders down to this one is a link */
    void refuseLinks() throws IOException {
        for (Path folder : below()) {
            refuseLink(folder);
        }
    }

    /** The folders from the root, which is not among them, down to this one. */
    private List<Path> below() {
        var folders = new ArrayList<Path>();
        for (Path folder = path; !folder.equals(root); folder = folder.getParent()) {
            folders.addFirst(folder);
        }
        return folders;
    }

    /** @throws IOException if the folder of the run or the sweep is not there any more */
    public void assertThere() throws IOException {
        if (!Files.isRegularFile(mark)) {
            throw new IOException(
                    root + " was deleted or moved while Pushforward worked in it (it has no " + mark.getFileName()
                            + "), so nothing more can be saved there. The command that started it starts it again");
        }
    }

    /** @throws InputException if something stands in a file's place that leads elsewhere or is no file */
    static void refuseOtherThanFile(Path file) throws IOException {
        refuseLink(file);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new InputException(file + " is not a regular file: delete it and run the same command again");
        }
    }

    private static void refuseLink(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new InputException(path + " is a link to " + Files.readSymbolicLink(path)
                    + ", and Pushforward does not write through links in a run's folder:"
                    + " delete the link and run the same command again");
        }
    }

    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) { // else another process has just made it
                throw e;
            }
        }
    }
}
