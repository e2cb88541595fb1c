package dev.pushforward.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Runs contracts by hand, to see which of their clauses an implementation breaks. */
final class Contracts {
    private Contracts() {}

    /** The names of the tests that fail; a skipped test does not. */
    static Set<String> broken(Object contract) {
        var broken = new TreeSet<String>();
        for (Method method : contract.getClass().getMethods()) {
            if (method.isAnnotationPresent(Test.class)) {
                try {
                    method.setAccessible(true); // the contract's class is anonymous
                    method.invoke(contract);
                } catch (InvocationTargetException e) {
                    if (!(e.getCause() instanceof TestAbortedException)) {
                        broken.add(method.getName());
                    }
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return broken;
    }

    /** Nothing fails. */
    static void assertKept(Object contract) {
        assertEquals(Set.of(), broken(contract));
    }

    /** This clause fails, whatever else does. */
    static void assertBroken(Object contract, String clause) {
        Set<String> broken = broken(contract);
        assertTrue(broken.contains(clause), clause + " did not fail; these did: " + broken);
    }

    /** This clause fails and no other. */
    static void assertOnlyBroken(Object contract, String clause) {
        assertEquals(Set.of(clause), broken(contract));
    }
}
