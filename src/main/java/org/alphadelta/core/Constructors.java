package org.alphadelta.core;

/** Constructors by their number of components. */
public final class Constructors {
  private Constructors() {}

  /** Makes a value without components. */
  @FunctionalInterface
  public interface Of0<T> {
    T of();
  }

  /** Makes a value of 1 component. */
  @FunctionalInterface
  public interface Of1<T, A> {
    T of(A a);
  }

  /** Makes a value of 2 components. */
  @FunctionalInterface
  public interface Of2<T, A, B> {
    T of(A a, B b);
  }

  /** Makes a value of 3 components. */
  @FunctionalInterface
  public interface Of3<T, A, B, C> {
    T of(A a, B b, C c);
  }

  /** Makes a value of 4 components. */
  @FunctionalInterface
  public interface Of4<T, A, B, C, D> {
    T of(A a, B b, C c, D d);
  }

  /** Makes a value of 5 components. */
  @FunctionalInterface
  public interface Of5<T, A, B, C, D, E> {
    T of(A a, B b, C c, D d, E e);
  }

  /** Makes a value of 6 components. */
  @FunctionalInterface
  public interface Of6<T, A, B, C, D, E, F> {
    T of(A a, B b, C c, D d, E e, F f);
  }

  /** Makes a value of 7 components. */
  @FunctionalInterface
  public interface Of7<T, A, B, C, D, E, F, G> {
    T of(A a, B b, C c, D d, E e, F f, G g);
  }

  /** Makes a value of 9 components. */
  @FunctionalInterface
  public interface Of9<T, A, B, C, D, E, F, G, H, I> {
    T of(A a, B b, C c, D d, E e, F f, G g, H h, I i);
  }

  /** Makes a value of 11 components. */
  @FunctionalInterface
  public interface Of11<T, A, B, C, D, E, F, G, H, I, J, K> {
    T of(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k);
  }

  /** Makes a value of 15 components. */
  @FunctionalInterface
  public interface Of15<T, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O> {
    T of(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k, L l, M m, N n, O o);
  }
}
