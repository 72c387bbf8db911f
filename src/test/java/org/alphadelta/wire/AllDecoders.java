package org.alphadelta.wire;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;

/** Every decoder of the package with the type it decodes, found by reflection. */
record AllDecoders(String name, Class<?> type, Decoder<?> decoder) {
  private static final List<Class<?>> HOLDERS =
      List.of(
          CoreDecoders.class,
          ConsensusDecoders.class,
          GovernanceDecoders.class,
          LedgerDecoders.class,
          GenesisDecoders.class,
          PeerDecoders.class);

  static List<AllDecoders> list() {
    List<AllDecoders> found = new ArrayList<>();
    for (Class<?> holder : HOLDERS) {
      for (Field field : holder.getDeclaredFields()) {
        if (Modifier.isPublic(field.getModifiers())) {
          found.add(of(holder, field));
        }
      }
    }
    found.add(new AllDecoders("Envelope", Envelope.class, Envelope.decoder()));
    return List.copyOf(found);
  }

  private static AllDecoders of(Class<?> holder, Field field) {
    try {
      Class<?> type =
          (Class<?>) ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
      String name = holder.getSimpleName() + "." + field.getName();
      return new AllDecoders(name, type, (Decoder<?>) field.get(null));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One value of every record that the decoded type can be. */
  List<Canonical> samples(Samples samples) {
    if (type == Envelope.class) {
      return Samples.leaves(WireMessage.class).stream()
          .map(leaf -> (Canonical) new Envelope((WireMessage) samples.of(leaf)))
          .toList();
    }
    return Samples.leaves(type).stream().map(leaf -> (Canonical) samples.of(leaf)).toList();
  }

  Decoded<?> decode(Bytes input) {
    return decoder.decode(input);
  }

  @Override
  public String toString() {
    return name;
  }
}
