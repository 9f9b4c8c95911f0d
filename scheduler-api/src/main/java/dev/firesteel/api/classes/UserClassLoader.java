package dev.firesteel.api.classes;

import dev.firesteel.api.config.ClassKeys;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes and resources of the jars in {@link CoreKeys#JARS}. It asks these jars before
 * the parent, except for what user code and Firesteel have in common; what the jars lack, the
 * parent may have. Safe for any thread; to be closed by who opened it, when no thread uses the
 * classes any more.
 *
 * <p>A process opens one for a program, before its main class is loaded: a class that two loaders
 * find in the same jar is two classes. (The order is that of servlet containers: Jakarta Servlet
 * 6.0, 10.7.2.)
 */
public final class UserClassLoader extends URLClassLoader {
  private static final String SERVICES = "META-INF/services/";

  static {
    registerAsParallelCapable();
  }

  private final ClassRules rules;

  private UserClassLoader(List<URL> jars, ClassRules rules, ClassLoader parent) {
    // A loader with a name stands before each of its classes in stack traces.
    super(jars.toArray(URL[]::new), Objects.requireNonNull(parent));
    this.rules = rules;
  }

  /**
   * Opens the jars of settings; they come first if {@link ClassKeys#ISOLATED} says so.
   *
   * @throws dev.firesteel.api.error.FiresteelException of category CONFIGURATION if one cannot be
   *     read
   */
  public static UserClassLoader open(Config config, ClassLoader parent) {
    return config.get(ClassKeys.ISOLATED)
        ? new UserClassLoader(JarUrls.of(config), ClassRules.of(config), parent)
        : behind(config, parent);
  }

  /**
   * Opens the jars of settings behind a parent that comes first in all, because objects of its
   * classes are there already.
   *
   * @throws dev.firesteel.api.error.FiresteelException of category CONFIGURATION if one cannot be
   *     read
   */
  public static UserClassLoader behind(Config config, ClassLoader parent) {
    return new UserClassLoader(JarUrls.of(config), ClassRules.NONE_OWN, parent);
  }

  /** Whether it, or a parent of its, has all jars of settings already. */
  public static boolean holds(@Nullable ClassLoader loader, Config config) {
    Set<String> missing = texts(JarUrls.of(config));
    for (ClassLoader each = loader; each != null; each = each.getParent()) {
      if (each instanceof UserClassLoader own) {
        missing.removeAll(texts(Arrays.asList(own.getURLs())));
      }
    }
    return missing.isEmpty();
  }

  private static Set<String> texts(List<URL> urls) {
    return urls.stream().map(URL::toExternalForm).collect(Collectors.toCollection(HashSet::new));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> type = findLoadedClass(name);
      if (type == null) {
        type = rules.sharesClass(name) ? super.loadClass(name, false) : ownFirst(name);
      }
      if (resolve) {
        resolveClass(type);
      }
      return type;
    }
  }

  private Class<?> ownFirst(String name) throws ClassNotFoundException {
    if (ClassRules.maybeOfJdk(name)) {
      try {
        return ClassLoader.getPlatformClassLoader().loadClass(name);
      } catch (ClassNotFoundException e) {
        // a library's
      }
    }
    try {
      return findClass(name);
    } catch (ClassNotFoundException e) {
      return getParent().loadClass(name);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    if (rules.sharesResource(name)) {
      return super.getResource(name);
    }
    URL own = findResource(name);
    return own != null ? own : getParent().getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (rules.sharesResource(name)) {
      return super.getResources(name);
    }
    List<URL> all = Collections.list(findResources(name));
    if (!ownService(name)) {
      all.addAll(Collections.list(getParent().getResources(name)));
    }
    return Collections.enumeration(all);
  }

  /** Firesteel's class path cannot serve an interface that the user's jars define. */
  private boolean ownService(String name) {
    if (!name.startsWith(SERVICES)) {
      return false;
    }
    String service = name.substring(SERVICES.length());
    return !rules.sharesClass(service)
        && findResource(service.replace('.', '/') + ".class") != null;
  }
}
