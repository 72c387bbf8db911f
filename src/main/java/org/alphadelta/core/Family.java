package org.alphadelta.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The members of a sealed family, each with its field number, its name in the published schema and
 * its codec. A member of the sealed type without a case here is a bug that ends the program at its
 * first use.
 */
public final class Family<V> {
  private record Case<V>(
      int number, String name, Class<? extends V> type, Codec<? extends V> codec) {
    void write(CanonicalWriter out, V value) {
      writeAs(out, value, codec);
    }

    private <W extends V> void writeAs(CanonicalWriter out, V value, Codec<W> known) {
      @SuppressWarnings("unchecked")
      W member = (W) type.cast(value);
      out.nested(number, member, known);
    }
  }

  private final Class<V> sealed;
  private final List<Case<V>> cases;
  private final TreeMap<Integer, Case<V>> byNumber = new TreeMap<>();

  private Family(Class<V> sealed, List<Case<V>> cases) {
    this.sealed = sealed;
    this.cases = List.copyOf(cases);
    cases.forEach(c -> byNumber.put(c.number, c));
  }

  /** Starts the table of a sealed type's members. */
  public static <V> Builder<V> of(Class<V> sealed) {
    return new Builder<>(sealed);
  }

  /** Collects members by ascending field number. */
  public static final class Builder<V> {
    private final Class<V> sealed;
    private final List<Case<V>> cases = new ArrayList<>();

    private Builder(Class<V> sealed) {
      this.sealed = sealed;
    }

    public <W extends V> Builder<V> with(int number, String name, Class<W> type, Codec<W> codec) {
      if (!cases.isEmpty() && number <= cases.getLast().number) {
        throw new IllegalStateException("field numbers ascend, found " + number + " of " + sealed);
      }
      cases.add(
          new Case<>(number, name, type, Objects.requireNonNull(codec, "a cycle of classes")));
      return this;
    }

    /**
     * Completes the family.
     *
     * @throws IllegalStateException when a member of the sealed type has no case
     */
    public Family<V> complete() {
      Set<Class<?>> missing = members(sealed);
      cases.forEach(c -> missing.remove(c.type));
      if (!missing.isEmpty() || cases.isEmpty()) {
        throw new IllegalStateException("no field for " + missing + " of " + sealed);
      }
      return new Family<>(sealed, cases);
    }
  }

  /** The concrete members of a sealed type. */
  static Set<Class<?>> members(Class<?> sealed) {
    Class<?>[] permitted = sealed.getPermittedSubclasses();
    if (permitted == null) {
      return new LinkedHashSet<>(List.of(sealed));
    }
    Set<Class<?>> members = new LinkedHashSet<>();
    Arrays.stream(permitted).forEach(p -> members.addAll(members(p)));
    return members;
  }

  int first() {
    return cases.getFirst().number;
  }

  int last() {
    return cases.getLast().number;
  }

  boolean holds(int number) {
    return byNumber.containsKey(number);
  }

  Codec<? extends V> codec(int number) {
    Case<V> found = byNumber.get(number);
    if (found == null) {
      throw new IllegalStateException("no field " + number + " in " + sealed);
    }
    return found.codec;
  }

  void write(CanonicalWriter out, V value) {
    for (Case<V> c : cases) {
      if (c.type == value.getClass()) {
        c.write(out, value);
        return;
      }
    }
    throw new IllegalStateException("no field for " + value.getClass() + " of " + sealed);
  }

  List<Field.Line> lines() {
    return cases.stream()
        .map(
            c ->
                new Field.Line(c.number, c.name, FieldType.Schema.MESSAGE, 0, Optional.of(c.codec)))
        .toList();
  }
}
