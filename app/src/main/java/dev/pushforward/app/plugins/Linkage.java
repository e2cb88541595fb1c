package dev.pushforward.app.plugins;

import dev.pushforward.core.spi.LoadFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether everything is there that the class of a factory leads to. Java links a class when it is first used, which may
 * be hours into a run; here the constant pools of the classes of the factory's JAR are read, from the factory on, and
 * what they name is looked up. No class is initialised.
 */
public final class Linkage {
    private static final String OURS = "dev.pushforward.";

    private final Module module;
    private final ClassLoader loader;
    private final ArrayDeque<Class<?>> open = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private final List<String> missing = new ArrayList<>();

    private Linkage(Class<?> factory) {
        module = factory.getModule();
        loader = factory.getClassLoader();
        open.add(factory);
    }

    /** What is missing, in words: classes, and methods and fields that other releases of Pushforward have. */
    public static List<String> missing(Class<?> factory) {
        var linkage = new Linkage(factory);
        while (!linkage.open.isEmpty()) {
            linkage.check(linkage.open.pop());
        }
        return linkage.missing;
    }

    private void check(Class<?> type) {
        try (InputStream in = module.getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
            if (in == null) {
                throw new FileNotFoundException("its class file is gone");
            }
            for (PoolEntry entry : ClassFile.of().parse(in.readAllBytes()).constantPool()) {
                switch (entry) {
                    case ClassEntry named -> find(named.asInternalName(), type);
                    case MemberRefEntry member -> find(member, type);
                    default -> {}
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            missing.add("cannot be checked: " + type.getName() + ": " + e.getMessage());
        }
    }

    private void find(String internalName, Class<?> by) {
        String name = internalName.replace('/', '.');
        if (!seen.add(name)) {
            return;
        }
        try {
            Class<?> found = Class.forName(name, false, loader);
            if (found.getModule() == module && !found.isArray()) {
                open.add(found);
            }
        } catch (ClassNotFoundException | LinkageError e) {
            missing.add(LoadFailure.reason(e) + ", needed by " + by.getName());
        }
    }

    private void find(MemberRefEntry member, Class<?> by) {
        String owner = member.owner().asInternalName().replace('/', '.');
        String name = member.name().stringValue();
        if (!owner.startsWith(OURS) || !seen.add(owner + "." + name + member.type())) {
            return;
        }
        try {
            if (!has(Class.forName(owner, false, loader), name, member.type().stringValue())) {
                missing.add("does not fit this release: " + owner + " has no " + name + " of type " + member.type()
                        + ", which " + by.getName() + " uses");
            }
        } catch (ClassNotFoundException | LinkageError e) {
            find(member.owner().asInternalName(), by);
        }
    }

    private static boolean has(Class<?> owner, String name, String type) {
        return own(owner, name).contains(type)
                || Stream.concat(
                                Stream.of(owner.isInterface() ? Object.class : owner.getSuperclass()),
                                Arrays.stream(owner.getInterfaces()))
                        .anyMatch(above -> above != null && has(above, name, type));
    }

    /** The types of the methods, constructors or fields of this name that a class declares. */
    private static List<String> own(Class<?> owner, String name) {
        var types = new ArrayList<MethodType>();
        Arrays.stream(owner.getDeclaredMethods())
                .filter(m -> m.getName().equals(name))
                .forEach(m -> types.add(MethodType.methodType(m.getReturnType(), m.getParameterTypes())));
        if (name.equals("<init>")) {
            Arrays.stream(owner.getDeclaredConstructors())
                    .forEach(c -> types.add(MethodType.methodType(void.class, c.getParameterTypes())));
        }
        return Stream.concat(
                        types.stream().map(MethodType::descriptorString),
                        Arrays.stream(owner.getDeclaredFields())
                                .filter(f -> f.getName().equals(name))
                                .map(f -> f.getType().descriptorString()))
                .toList();
    }
}
