package org.alphadelta.serial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The message codecs of one build, assembled at wiring. {@code bound} are the types whose instances
 * Akka gives to our serializer: the interfaces that mark messages which can cross a cluster.
 */
public final class MessageCodecs {
  private final Map<String, MessageCodec<?, ?>> byManifest = new TreeMap<>();
  private final Map<String, MessageCodec<?, ?>> byType = new TreeMap<>();
  private final List<Class<?>> bound;

  private MessageCodecs(List<Class<?>> bound, List<MessageCodec<?, ?>> codecs) {
    this.bound = List.copyOf(bound);
    for (MessageCodec<?, ?> codec : codecs) {
      if (byManifest.put(codec.manifest(), codec) != null
          || byType.put(codec.type().getName(), codec) != null) {
        throw new IllegalArgumentException("two codecs for one manifest or type: " + codec);
      }
    }
  }

  public static MessageCodecs of(List<Class<?>> bound, List<? extends MessageCodec<?, ?>> codecs) {
    return new MessageCodecs(bound, List.copyOf(codecs));
  }

  /**
   * These codecs and more, of types marked by {@code moreBound} or by the interfaces bound so far.
   */
  public MessageCodecs and(List<Class<?>> moreBound, List<? extends MessageCodec<?, ?>> more) {
    List<Class<?>> allBound = new ArrayList<>(bound);
    allBound.addAll(moreBound);
    List<MessageCodec<?, ?>> all = new ArrayList<>(byManifest.values());
    all.addAll(more);
    return new MessageCodecs(allBound, all);
  }

  List<Class<?>> bound() {
    return bound;
  }

  /**
   * The types of the messages, for a test that covers the sealed families of all marked messages.
   */
  public List<Class<?>> types() {
    return byManifest.values().stream().<Class<?>>map(MessageCodec::type).toList();
  }

  Optional<MessageCodec<?, ?>> ofManifest(String manifest) {
    return Optional.ofNullable(byManifest.get(manifest));
  }

  Optional<MessageCodec<?, ?>> ofMessage(Object message) {
    return Optional.ofNullable(byType.get(message.getClass().getName()));
  }
}
