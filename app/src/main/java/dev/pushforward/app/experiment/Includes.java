package dev.pushforward.app.experiment;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;

/** What the includes of one text stand for; whatever the library asks for is told by its words. */
abstract class Includes implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    /** Takes every include as empty, for looking at the syntax of one text alone. */
    static final Includes EMPTY = new Includes() {
        @Override
        ConfigObject file(String name) {
            return ConfigFactory.empty().root();
        }

        @Override
        ConfigObject other(String words) {
            return ConfigFactory.empty().root();
        }
    };

    /** A file, named by {@code include "name"} or {@code include file("name")}. */
    abstract ConfigObject file(String name);

    /** Anything else: {@code url("...")} or {@code classpath("...")}. */
    abstract ConfigObject other(String words);

    @Override
    public final ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this; // the library's own would read the network and take what is missing as empty
    }

    @Override
    public final ConfigObject include(ConfigIncludeContext context, String what) {
        return file(what);
    }

    @Override
    public final ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return file(what.getPath());
    }

    @Override
    public final ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        return other("url(\"" + what + "\")");
    }

    @Override
    public final ConfigObject includeResources(ConfigIncludeContext context, String what) {
        return other("classpath(\"" + what + "\")");
    }
}
