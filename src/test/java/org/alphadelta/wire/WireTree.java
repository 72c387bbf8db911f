package org.alphadelta.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Protobuf bytes as a tree of fields, to be written again with one thing wrong. Written for tests,
 * without the parser.
 */
final class WireTree {
  /** One field: a number, bytes, or a nested tree. */
  static final class Leaf {
    final FieldDescriptor field;
    long number;
    byte[] bytes = {};
    List<Leaf> children = List.of();
    boolean longTag;
    boolean longValue;

    Leaf(FieldDescriptor field) {
      this.field = field;
    }

    boolean isNumber() {
      return field.getType() != FieldDescriptor.Type.BYTES
          && field.getType() != FieldDescriptor.Type.STRING
          && field.getType() != FieldDescriptor.Type.MESSAGE;
    }

    boolean isMessage() {
      return field.getType() == FieldDescriptor.Type.MESSAGE;
    }
  }

  private final Descriptor type;
  private final byte[] source;
  private int at;

  private WireTree(Descriptor type, byte[] source) {
    this.type = type;
    this.source = source;
  }

  /**
   * Everything that can be wrong with the form of these bytes while a lenient parser still reads
   * the same value.
   */
  static Map<String, byte[]> spoiled(Descriptor type, byte[] source) {
    Map<String, byte[]> spoiled = new LinkedHashMap<>();
    int nodes = count(parse(type, source));
    for (int node = 0; node < nodes; node++) {
      for (Fault fault : Fault.values()) {
        List<Leaf> tree = parse(type, source);
        List<Leaf> target = node == 0 ? tree : nth(tree, node).children;
        if (fault.spoil(node == 0 ? type : nth(tree, node).field.getMessageType(), target)) {
          spoiled.put(fault + " in message " + node, write(tree));
        }
      }
    }
    return spoiled;
  }

  private enum Fault {
    UNKNOWN_FIELD {
      @Override
      boolean spoil(Descriptor type, List<Leaf> fields) {
        // Its number is known to the envelope alone, which may hold one message only.
        FieldDescriptor foreign =
            org.alphadelta.schema.Envelope.getDescriptor().findFieldByNumber(27);
        return fields.add(new Leaf(foreign));
      }
    },
    LONG_TAG {
      @Override
      boolean spoil(Descriptor type, List<Leaf> fields) {
        fields.forEach(f -> f.longTag = true);
        return !fields.isEmpty();
      }
    },
    LONG_NUMBER_OR_LENGTH {
      @Override
      boolean spoil(Descriptor type, List<Leaf> fields) {
        fields.stream().skip(fields.size() / 2).limit(1).forEach(f -> f.longValue = true);
        return !fields.isEmpty();
      }
    },
    DESCENDING {
      @Override
      boolean spoil(Descriptor type, List<Leaf> fields) {
        for (int i = 1; i < fields.size(); i++) {
          if (fields.get(i).field.getNumber() != fields.get(i - 1).field.getNumber()) {
            fields.add(i - 1, fields.remove(i));
            return true;
          }
        }
        return false;
      }
    },
    TWICE {
      @Override
      boolean spoil(Descriptor type, List<Leaf> fields) {
        for (int i = 0; i < fields.size(); i++) {
          if (!fields.get(i).field.isRepeated()) {
            fields.add(i, fields.get(i));
            return true;
          }
        }
        return false;
      }
    },
    WRITTEN_ZERO {
      @Override
      boolean spoil(Descriptor type, List<Leaf> fields) {
        for (FieldDescriptor field : type.getFields()) {
          boolean absent = fields.stream().noneMatch(f -> f.field.getNumber() == field.getNumber());
          Leaf zero = new Leaf(field);
          if (absent && !field.isRepeated() && !zero.isMessage()) {
            int before =
                (int) fields.stream().filter(f -> f.field.getNumber() < field.getNumber()).count();
            fields.add(before, zero);
            return true;
          }
        }
        return false;
      }
    };

    abstract boolean spoil(Descriptor type, List<Leaf> fields);
  }

  static List<Leaf> parse(Descriptor type, byte[] source) {
    return new WireTree(type, source).fields(type, source.length);
  }

  private List<Leaf> fields(Descriptor of, int end) {
    List<Leaf> fields = new ArrayList<>();
    while (at < end) {
      FieldDescriptor field = of.findFieldByNumber((int) (varint() >>> 3));
      if (field == null) {
        throw new IllegalStateException("not the schema " + type.getFullName());
      }
      Leaf leaf = new Leaf(field);
      long value = varint();
      if (leaf.isNumber()) {
        leaf.number = value;
      } else if (leaf.isMessage()) {
        leaf.children = fields(field.getMessageType(), at + (int) value);
      } else {
        leaf.bytes = java.util.Arrays.copyOfRange(source, at, at + (int) value);
        at += (int) value;
      }
      fields.add(leaf);
    }
    return fields;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = source[at++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  static byte[] write(List<Leaf> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Leaf leaf : fields) {
      varint(out, (long) leaf.field.getNumber() << 3 | (leaf.isNumber() ? 0 : 2), leaf.longTag);
      if (leaf.isNumber()) {
        varint(out, leaf.number, leaf.longValue);
      } else {
        byte[] content = leaf.isMessage() ? write(leaf.children) : leaf.bytes;
        varint(out, content.length, leaf.longValue);
        out.writeBytes(content);
      }
    }
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, long value, boolean needless) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) (needless ? rest | 0x80 : rest));
    if (needless) {
      out.write(0);
    }
  }

  private static int count(List<Leaf> fields) {
    return 1 + fields.stream().filter(Leaf::isMessage).mapToInt(f -> count(f.children)).sum();
  }

  /** The n-th nested message, from 1, in the order of the bytes. */
  private static Leaf nth(List<Leaf> fields, int n) {
    int left = n;
    for (Leaf leaf : fields) {
      if (leaf.isMessage()) {
        if (left == 1) {
          return leaf;
        }
        int inside = count(leaf.children);
        if (left <= inside) {
          return nth(leaf.children, left - 1);
        }
        left -= inside;
      }
    }
    throw new IllegalStateException("no message " + n);
  }
}
