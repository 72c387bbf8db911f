package org.alphadelta.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.schema.CoreProto;

/**
 * Every codec of the product, found in its classes: a new one is tested without anybody adding it
 * here. Its message in the published schema is its noun in camel case.
 */
record AllCodecs(String name, Class<?> type, Codec<?> codec, Descriptor descriptor) {
  private static final Map<String, Descriptor> SCHEMA = schema();

  /** Every message of the published schema by its name. */
  static Map<String, Descriptor> messages() {
    return SCHEMA;
  }

  /** One element per codec, and one per kind of frame for the envelope. */
  static List<AllCodecs> list() {
    List<AllCodecs> found = new ArrayList<>();
    for (Class<?> holder : classes()) {
      for (Field field : holder.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == Codec.class) {
          found.add(of(holder, field));
        }
      }
    }
    return List.copyOf(found);
  }

  /** The name of a codec's message. */
  static String message(Codec<?> codec) {
    return Arrays.stream(codec.type().split(" ", -1))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }

  private static AllCodecs of(Class<?> holder, Field field) {
    try {
      field.setAccessible(true);
      Type value = ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
      Codec<?> codec = (Codec<?>) field.get(null);
      Descriptor descriptor =
          Optional.ofNullable(SCHEMA.get(message(codec)))
              .orElseThrow(
                  () ->
                      new AssertionError(
                          "no message " + message(codec) + " in the schema, for " + field));
      return new AllCodecs(
          holder.getSimpleName() + "." + field.getName(), (Class<?>) value, codec, descriptor);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All classes of this build, those of its upgrade code too. */
  static List<Class<?>> classes() {
    Path root = Path.of(System.getProperty("adn.classes"));
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString().replace('/', '.'))
          .filter(name -> name.startsWith("org.alphadelta.") && name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .filter(name -> !name.contains(".proto.") && !name.endsWith("-info"))
          .sorted()
          .<Class<?>>map(AllCodecs::load)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, AllCodecs.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Descriptor> schema() {
    Map<String, Descriptor> messages = new LinkedHashMap<>();
    files()
        .flatMap(file -> file.getMessageTypes().stream())
        .forEach(
            message -> {
              if (messages.put(message.getName(), message) != null) {
                throw new IllegalStateException("two messages are called " + message.getName());
              }
            });
    return messages;
  }

  /** The schema's files, found beside the one that all builds have. */
  private static Stream<FileDescriptor> files() {
    try {
      Path root =
          Path.of(CoreProto.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(root.resolve("org/alphadelta/schema"))) {
        return files
            .map(file -> root.relativize(file).toString().replace('/', '.'))
            .filter(name -> name.endsWith("Proto.class"))
            .sorted()
            .map(name -> load(name.substring(0, name.length() - ".class".length())))
            .map(AllCodecs::file)
            .toList()
            .stream();
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FileDescriptor file(Class<?> outer) {
    try {
      return (FileDescriptor) outer.getMethod("getDescriptor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One value of every record that the decoded type can be. */
  List<Canonical> samples(Samples samples) {
    return Samples.leaves(type).stream().map(leaf -> (Canonical) samples.of(leaf)).toList();
  }

  /** The value's bytes by this codec. */
  Bytes encode(Object value) {
    return encode(codec, value);
  }

  @SuppressWarnings("unchecked")
  private static <T> Bytes encode(Codec<T> codec, Object value) {
    return codec.encode((T) value);
  }

  /** The value, or empty when the bytes are refused. */
  Optional<?> decode(Bytes input) {
    return codec.decode(input).toOptional();
  }

  @Override
  public String toString() {
    return name;
  }
}
