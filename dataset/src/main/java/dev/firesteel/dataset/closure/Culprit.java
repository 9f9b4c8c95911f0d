package dev.firesteel.dataset.closure;

import dev.firesteel.dataset.AsyncActions;
import dev.firesteel.dataset.NumberDataset;
import dev.firesteel.dataset.Session;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names what keeps a function from being serialized, by the shortest path of captured arguments,
 * fields and elements from the function to it.
 */
final class Culprit {
  private static final int MOST = 100_000;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Step> open = new ArrayDeque<>();

  private record Step(Object value, String path) {}

  private Culprit() {}

  static String describe(@Nullable Object function, NotSerializableException failure) {
    String path = function == null ? null : new Culprit().find(function);
    return path != null
        ? path
        : "a "
            + failure.getMessage()
            + " that it captures does not serialize (make it transient, or create it inside the"
            + " function)";
  }

  private @Nullable String find(Object function) {
    open.add(new Step(function, name(function)));
    while (!open.isEmpty() && seen.size() < MOST) {
      Step step = open.remove();
      if (!seen.add(step.value)) {
        continue;
      }
      if (step.value instanceof Session || isDataset(step.value)) {
        return step.path + " is " + what(step.value);
      }
      if (!(step.value instanceof Serializable)) {
        return step.path + " does not serialize" + advice(step.value, function);
      }
      expand(step);
    }
    return null;
  }

  private static boolean isDataset(Object value) {
    return value instanceof AsyncActions<?> || value instanceof NumberDataset<?>;
  }

  private static String what(Object value) {
    return value instanceof Session
        ? "the session, which only the driver has (make datasets and run actions outside of functions)"
        : "a dataset, which only the driver can use (collect or broadcast its elements first, or join"
            + " with it)";
  }

  private static String advice(Object value, Object function) {
    if (value == function) {
      return " (let its class implement Serializable)";
    }
    return " (make it transient, create it inside the function, or let its class implement"
        + " Serializable)";
  }

  private void expand(Step step) {
    Object value = step.value;
    SerializedLambda lambda = Lambdas.serialized(value);
    if (lambda != null) {
      for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
        Object argument = lambda.getCapturedArg(i);
        add(argument, step.path + " captures " + place(lambda, i, argument));
      }
    } else if (value instanceof Object[] array) {
      for (int i = 0; i < array.length; i++) {
        add(array[i], step.path + " -> [" + i + "]");
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        add(entry.getKey(), step.path + " -> a key");
        add(entry.getValue(), step.path + " -> the value of key " + entry.getKey());
      }
    } else if (value instanceof Collection<?> collection) {
      int i = 0;
      for (Object element : collection) {
        add(element, step.path + " -> element " + i++);
      }
    } else {
      fields(step);
    }
  }

  private static String place(SerializedLambda lambda, int i, @Nullable Object argument) {
    boolean instance =
        i == 0
            && argument != null
            && lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic
            && argument.getClass().getName().replace('.', '/').equals(lambda.getImplClass());
    return instance ? "this" : "argument " + i;
  }

  private void fields(Step step) {
    for (Class<?> type = step.value.getClass(); type != null; type = type.getSuperclass()) {
      if (!Serializable.class.isAssignableFrom(type)) {
        return;
      }
      for (Field field : type.getDeclaredFields()) {
        boolean written =
            !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers())
                && !field.getType().isPrimitive();
        if (written && field.trySetAccessible()) {
          try {
            add(field.get(step.value), step.path + " -> field " + field.getName());
          } catch (IllegalAccessException e) {
            throw new IllegalStateException("an accessible field cannot be read: " + field, e);
          }
        }
      }
    }
  }

  private void add(@Nullable Object value, String path) {
    if (value != null && !(value instanceof String) && !(value instanceof Number)) {
      open.add(new Step(value, path + " (" + value.getClass().getTypeName() + ")"));
    }
  }

  private static String name(Object function) {
    SerializedLambda lambda = Lambdas.serialized(function);
    if (lambda == null) {
      return "the function (" + function.getClass().getTypeName() + ")";
    }
    String method = lambda.getImplMethodName();
    String owner = lambda.getImplClass().replace('/', '.');
    return method.startsWith("lambda$")
        ? "the lambda in " + owner + "." + method.split("\\$")[1]
        : "the method reference " + owner + "::" + method;
  }
}
