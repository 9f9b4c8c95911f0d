package dev.firesteel.dataset.closure;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A static method that a function is a reference to, as {@code Long::sum}. A lambda that only calls
 * it is none.
 *
 * @param owner the method's class, by its internal name: {@code java/lang/Long}
 * @param name the method's name
 * @param descriptor the method's parameters and result
 * @param called the same as the function's callers see them, boxed where they are
 */
public record MethodReference(String owner, String name, String descriptor, String called) {
  /** What a serializable function refers to. */
  public static Optional<MethodReference> of(@Nullable Object function) {
    SerializedLambda lambda = function == null ? null : Lambdas.serialized(function);
    if (lambda == null || lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic) {
      return Optional.empty();
    }
    return Optional.of(
        new MethodReference(
            lambda.getImplClass(),
            lambda.getImplMethodName(),
            lambda.getImplMethodSignature(),
            lambda.getInstantiatedMethodType()));
  }
}
