package dev.pushforward.integration;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which module's classes may know which: everything knows core, and beyond that nearly nothing knows anything. */
class ArrowsTest {
    private static final String TENSOR = "dev.pushforward.tensor..";
    private static final String CORE = "dev.pushforward.core..";
    private static final String APP = "dev.pushforward.app..";
    private static final String SAMPLERS = "dev.pushforward.samplers..";
    private static final String[] PARTS = {
        "dev.pushforward.targets..", "dev.pushforward.correctors..", "dev.pushforward.metrics..", SAMPLERS
    };

    private static JavaClasses classes;

    @BeforeAll
    static void readTheJars() throws IOException {
        List<JarFile> jars = new ArrayList<>();
        for (ModuleReference module : Distribution.ourModules()) {
            jars.add(new JarFile(Path.of(module.location().orElseThrow()).toFile()));
        }
        classes = new ClassFileImporter().importJars(jars);
        for (JarFile jar : jars) {
            jar.close();
        }
        // a rule on nothing always holds
        assertTrue(classes.size() > 100, "only " + classes.size() + " classes in " + jars);
    }

    @Test
    void tensorsKnowNothingOfSampling() {
        noClasses()
                .that()
                .resideInAPackage(TENSOR)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.pushforward..").and(resideOutsideOfPackage(TENSOR)))
                .check(classes);
    }

    @Test
    void coreKnowsNoComponent() {
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PARTS)
                .check(classes);
    }

    @Test
    void nothingKnowsTheApplication() {
        noClasses()
                .that()
                .resideOutsideOfPackage(APP)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(APP)
                .check(classes);
    }

    @Test
    void theApplicationFindsComponentsAndNamesNone() {
        noClasses()
                .that()
                .resideInAPackage(APP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PARTS)
                .check(classes);
    }

    @Test
    void componentsOfOneKindDoNotKnowAnother() {
        for (String part : PARTS) {
            noClasses()
                    .that(resideInAPackage(part))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(PARTS).and(resideOutsideOfPackage(part)))
                    .check(classes);
        }
    }

    @Test
    void aSamplerDoesNotKnowAnother() {
        slices().matching("dev.pushforward.samplers.(*)..")
                .should()
                .notDependOnEachOther()
                .check(classes);
    }

    @Test
    void onlyTheApplicationKnowsGuice() {
        noClasses()
                .that()
                .resideOutsideOfPackage(APP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.inject..", "jakarta.inject..")
                .check(classes);
    }
}
