package dev.firesteel.serialization;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.serializers.CollectionSerializer;
import com.esotericsoftware.kryo.serializers.FieldSerializer;
import com.esotericsoftware.kryo.serializers.MapSerializer;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * Kryo with references, and with Java serialization for classes that Kryo would not do right: those
 * that say themselves how they serialize, collections with more than their elements, and those of
 * the JDK that it may not look into.
 */
final class GraphKryo extends Kryo {
  /** Collections that are their elements and nothing else. */
  private static final Set<Class<?>> PLAIN =
      Set.of(
          ArrayList.class,
          LinkedList.class,
          ArrayDeque.class,
          HashSet.class,
          LinkedHashSet.class,
          HashMap.class,
          LinkedHashMap.class,
          ConcurrentHashMap.class);

  GraphKryo(ClassLoader loader) {
    setRegistrationRequired(false);
    setReferences(true);
    setClassLoader(loader);
    setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Serializer getDefaultSerializer(Class type) {
    if (type.isArray() || Enum.class.isAssignableFrom(type) || PLAIN.contains(type)) {
      return super.getDefaultSerializer(type);
    }
    if (type.isHidden()) {
      throw refusal(
          "a lambda or method reference (" + type.getName() + ")",
          "functions do not travel as data",
          "keep what it computes, or make it a class of its own");
    }
    if (type == Compounds.LIST_OF_MANY) {
      return new ImmutableLists();
    }
    if (isOfJdk(type)) {
      return ofJdk(type);
    }
    boolean collection =
        Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    if ((collection && Serializable.class.isAssignableFrom(type)) || OwnForm.has(type)) {
      return new JavaObjects(getClassLoader());
    }
    return super.getDefaultSerializer(type);
  }

  @SuppressWarnings("rawtypes")
  private Serializer ofJdk(Class<?> type) {
    Serializer known = null;
    try {
      known = super.getDefaultSerializer(type);
    } catch (RuntimeException e) {
      // it looked into a class that is closed to it
    }
    if (known != null
        && !(known instanceof FieldSerializer)
        && known.getClass() != CollectionSerializer.class
        && known.getClass() != MapSerializer.class) {
      return known;
    }
    if (Serializable.class.isAssignableFrom(type)) {
      return new JavaObjects(getClassLoader());
    }
    throw refusal(
        type.getName(),
        "it belongs to the JDK and does not serialize",
        "copy what you need into an object of your own, a new ArrayList or a new HashMap");
  }

  private static boolean isOfJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private static FiresteelException refusal(String what, String why, String advice) {
    return new FiresteelException(
        ErrorCategory.USER, "Cannot serialize " + what + ": " + why + " (" + advice + ")");
  }
}
