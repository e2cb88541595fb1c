package dev.pushforward.app.experiment;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where a value was written: {@code file:line}, or the override of the command line. */
final class Origins {
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

    private Origins() {}

    /** The origin of the deepest value that exists along a path such as {@code metrics[0].kernel}. */
    static String of(ConfigObject root, String path) {
        ConfigValue at = root;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            ConfigValue next = at instanceof ConfigObject object ? object.get(step.group()) : null;
            if (step.group(2) != null
                    && at instanceof ConfigList list
                    && Integer.parseInt(step.group(2)) < list.size()) {
                next = list.get(Integer.parseInt(step.group(2)));
            }
            if (next == null) {
                break;
            }
            at = next;
        }
        return at.equals(root) ? "" : text(at.origin());
    }

    static String text(ConfigOrigin origin) {
        String description = origin.description();
        if (description.startsWith("override ")) {
            return description.replaceFirst(": \\d+$", "");
        }
        return Arrays.stream(description.replaceFirst("^merge of ", "").split(","))
                .filter(part -> !part.startsWith("override ")) // what was overridden is named by its own key
                .map(part -> part.replaceFirst(": (\\d+)(-\\d+)?$", ":$1"))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
