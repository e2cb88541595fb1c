/** The example as a module. */
module org.example.library {
    requires dev.pushforward.samplers.fisher;
}
