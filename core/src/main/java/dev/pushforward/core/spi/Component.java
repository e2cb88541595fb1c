package dev.pushforward.core.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what a factory makes. Read from the class, without creating anything, when components are listed. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Component {
    /**
     * The current number of the service interfaces; a component built against another number is refused with a message.
     */
    int SPI = 1;

    /** The name in experiment files: {@code [a-z][a-z0-9-]{0,63}}, unique within its kind. */
    String name();

    /** One sentence for lists. */
    String summary();

    /** Authors, year, title, and DOI or arXiv number of the source; empty where there is none. */
    String citation() default "";

    /**
     * The number of the service interfaces this was built against; where it is not said, that of the first release: a
     * default of SPI would be read as the reader's own.
     */
    int spi() default 1;
}
