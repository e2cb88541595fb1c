/** The command line: finds components, wires them, runs experiments, records and reports. */
module dev.pushforward.app {
    requires dev.pushforward.core;
    requires com.google.common; // Guice is automatic: nothing else would put Guava into the module graph
    requires com.google.guice;
    requires info.picocli;
    requires jakarta.inject;
    requires java.compiler; // knows the keywords of Java
    requires java.desktop;
    requires java.net.http;
    requires jdk.unsupported; // Guice defines classes through it
    requires me.tongfei.progressbar;
    requires org.apache.commons.numbers.gamma;
    requires org.jfree.jfreechart;
    requires org.slf4j;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.csv;
    requires typesafe.config;

    // A plugin's layer is asked for them; core asks for those of the program itself.
    uses dev.pushforward.core.spi.CorrectorFactory;
    uses dev.pushforward.core.spi.ImplicitSamplerFactory;
    uses dev.pushforward.core.spi.MetricFactory;
    uses dev.pushforward.core.spi.ScoreEstimatorFactory;
    uses dev.pushforward.core.spi.SpaceFactory;
    uses dev.pushforward.core.spi.TargetFactory;

    opens dev.pushforward.app.cli to
            info.picocli; // options are fields
    opens dev.pushforward.app.wiring to
            com.google.guice;
}
