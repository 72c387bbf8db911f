package org.alphadelta.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;
import org.alphadelta.genesis.Manifest;

/**
 * Seeded values of any record, enum or sealed family, built through their constructors by
 * reflection: a new case of a family is sampled without anybody adding it here.
 */
public final class Samples {
  private static final int ATTEMPTS = 1000;

  private final Random random;

  private final Map<Class<?>, Function<Samples, ?>> others;

  public Samples(long seed) {
    this(seed, Map.of());
  }

  /** {@code others}: how to sample types that are no records, by raw type. */
  public Samples(long seed, Map<Class<?>, Function<Samples, ?>> others) {
    this.random = new Random(seed);
    this.others = others;
  }

  public <T> T of(Class<T> type) {
    return type.cast(value(type, ""));
  }

  /** Every record of a sealed family, in declared order. */
  public static List<Class<?>> leaves(Class<?> family) {
    List<Class<?>> leaves = new ArrayList<>();
    if (!family.isSealed()) {
      leaves.add(family);
    } else {
      for (Class<?> permitted : family.getPermittedSubclasses()) {
        leaves.addAll(leaves(permitted));
      }
    }
    return leaves;
  }

  private Object value(Type type, String name) {
    Type known = type instanceof ParameterizedType generic ? generic.getRawType() : type;
    if (others.containsKey(known)) {
      return others.get(known).apply(this);
    }
    if (type instanceof ParameterizedType generic) {
      return container(generic, name);
    }
    Class<?> raw = (Class<?>) type;
    if (raw == int.class || raw == Integer.class) {
      return (int) number(Integer.MAX_VALUE);
    } else if (raw == long.class || raw == Long.class) {
      return number(Long.MAX_VALUE);
    } else if (raw == boolean.class) {
      return random.nextBoolean();
    } else if (raw == String.class) {
      return text(name);
    } else if (raw == Bytes.class) {
      return bytes(name.equals("nonce") ? Hello.NONCE_BYTES : random.nextInt(20));
    } else if (raw == Hash.class) {
      return new Hash(bytes(Hash.LENGTH));
    } else if (raw == PublicKey.class) {
      return new PublicKey(bytes(PublicKey.LENGTH));
    } else if (raw == Signature.class) {
      return new Signature(bytes(Signature.LENGTH));
    } else if (raw == ChainParameters.class) {
      return parameters();
    } else if (raw == Manifest.class) {
      return manifest();
    } else if (raw.isEnum()) {
      return pick(List.of(raw.getEnumConstants()));
    } else if (raw.isSealed()) {
      return value(pick(leaves(raw)), name);
    }
    return record(raw);
  }

  private Object container(ParameterizedType generic, String name) {
    Type element = generic.getActualTypeArguments()[0];
    if (generic.getRawType() == Optional.class) {
      return random.nextBoolean() ? Optional.of(value(element, name)) : Optional.empty();
    }
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(element, name));
    }
    return list;
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalStateException("no way to sample " + type);
    }
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Object[] arguments = new Object[components.length];
      for (int i = 0; i < types.length; i++) {
        arguments[i] = value(components[i].getGenericType(), components[i].getName());
      }
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        return constructor.newInstance(arguments);
      } catch (InvocationTargetException e) {
        if (!(e.getCause() instanceof IllegalArgumentException)) {
          throw new IllegalStateException("sampling " + type, e.getCause());
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("sampling " + type, e);
      }
    }
    throw new IllegalStateException("no possible " + type + " in " + ATTEMPTS + " attempts");
  }

  private ChainParameters parameters() {
    long voting = 1 + random.nextInt(1000);
    long freeze = 1 + random.nextInt(50);
    long notice = freeze + random.nextInt(50);
    return new ChainParameters(
        1 + random.nextInt(5000),
        voting,
        notice,
        freeze,
        voting + notice + random.nextInt(1000),
        random.nextInt(3),
        random.nextInt(3));
  }

  private Manifest manifest() {
    List<Hash> chunks = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      chunks.add(new Hash(bytes(Hash.LENGTH)));
    }
    long size =
        (chunks.size() - 1L) * Manifest.CHUNK_BYTES + 1 + random.nextInt(Manifest.CHUNK_BYTES);
    return new Manifest(size, chunks);
  }

  private long number(long greatest) {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> 1;
      case 2 -> greatest;
      case 3 -> 1 + random.nextInt(50);
      case 4 -> random.nextInt(65_536);
      default -> random.nextLong(greatest);
    };
  }

  private String text(String name) {
    return switch (name) {
      case "host" -> "node-" + random.nextInt(100) + ".example";
      case "stream" -> "stream-" + random.nextInt(100);
      case "manifest" -> "stream.kind." + (1 + random.nextInt(9));
      default -> text();
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append((char) (32 + random.nextInt(95)));
    }
    return text.toString();
  }

  private Bytes bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
