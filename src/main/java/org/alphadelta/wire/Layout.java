package org.alphadelta.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.FieldDescriptor.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks bytes along a schema before they are parsed and finds the first place that {@code
 * CanonicalWriter} would never write: unknown, repeated or descending fields, long varints, written
 * zeros, numbers out of range, lengths that lie, too many elements. It allocates nothing but the
 * verdict, and knows nothing of what a field means. Source: the protobuf encoding specification.
 */
final class Layout {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_VARINT_BYTES = 10;
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;

  private final byte[] bytes;
  private int at;
  private @Nullable WireRejection found;

  private Layout(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The first fault, or empty. */
  static Optional<WireRejection> check(Descriptor type, byte[] bytes) {
    Layout layout = new Layout(bytes);
    layout.message(type, bytes.length, 0);
    return Optional.ofNullable(layout.found);
  }

  private void message(Descriptor type, int end, int depth) {
    if (depth > MAX_DEPTH) {
      refuse(type, "more than " + MAX_DEPTH + " nested messages", "fewer");
      return;
    }
    int last = 0;
    int count = 0;
    while (found == null && at < end) {
      int start = at;
      long tag = varint(type, end);
      if (found != null) {
        return;
      }
      FieldDescriptor field = known(type, tag, start);
      if (field == null) {
        return;
      }
      count = field.getNumber() == last ? count + 1 : 1;
      if (field.getNumber() < last || (count > 1 && !field.isRepeated())) {
        refuse(
            type, start, "field " + field.getNumber() + " after field " + last, "ascending fields");
      } else if (field.isRepeated() && count > Limits.count(field)) {
        found = new WireRejection.TooMany(field.getFullName(), Limits.count(field));
      } else {
        last = field.getNumber();
        value(type, field, end, depth);
      }
    }
  }

  private @Nullable FieldDescriptor known(Descriptor type, long tag, int start) {
    long number = tag >>> 3;
    FieldDescriptor field =
        number >= 1 && number <= Integer.MAX_VALUE ? type.findFieldByNumber((int) number) : null;
    if (field == null) {
      refuse(type, start, "unknown field " + number, "a field of " + type.getName());
      return null;
    }
    int wireType = isNumber(field) ? VARINT : LENGTH_DELIMITED;
    if ((tag & 7) != wireType) {
      refuse(
          type, start, "field " + number + " with wire type " + (tag & 7), "wire type " + wireType);
      return null;
    }
    return field;
  }

  private void value(Descriptor type, FieldDescriptor field, int end, int depth) {
    int start = at;
    long value = varint(type, end);
    if (found != null) {
      return;
    }
    if (isNumber(field)) {
      if (value == 0 || value < 0 || value > greatest(field)) {
        refuse(
            type,
            start,
            Long.toUnsignedString(value) + " in field " + field.getNumber(),
            "1 to " + greatest(field) + " (a zero is left out)");
      }
    } else if (value < 0 || value > end - at) {
      refuse(type, start, "a length of " + Long.toUnsignedString(value), "at most " + (end - at));
    } else if (field.getJavaType() == JavaType.MESSAGE) {
      message(field.getMessageType(), at + (int) value, depth + 1);
    } else if (value == 0 && !field.isRepeated()) {
      refuse(type, start, "an empty field " + field.getNumber(), "it left out");
    } else {
      at += (int) value;
    }
  }

  /** A minimal varint of at most 64 bits; the value may be negative as a {@code long}. */
  private long varint(Descriptor type, int end) {
    int start = at;
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      if (at >= end) {
        refuse(type, start, "a varint that is cut off", "a whole one");
        return 0;
      }
      byte next = bytes[at++];
      if (i == MAX_VARINT_BYTES - 1 && (next & 0xFE) != 0) {
        break;
      }
      value |= (long) (next & 0x7F) << (7 * i);
      if (next >= 0) {
        if (next == 0 && i > 0) {
          refuse(type, start, "a varint with a needless last byte", "the shortest one");
        }
        return value;
      }
    }
    refuse(type, start, "a varint of more than 64 bits", "at most 64 bits");
    return 0;
  }

  private static boolean isNumber(FieldDescriptor field) {
    return field.getType() == Type.UINT32
        || field.getType() == Type.UINT64
        || field.getType() == Type.BOOL;
  }

  private static long greatest(FieldDescriptor field) {
    if (field.getType() == Type.BOOL) {
      return 1;
    }
    return field.getType() == Type.UINT32 ? Integer.MAX_VALUE : Long.MAX_VALUE;
  }

  private void refuse(Descriptor type, String what, String expected) {
    refuse(type, at, what, expected);
  }

  private void refuse(Descriptor type, int offset, String what, String expected) {
    if (found == null) {
      found = new WireRejection.BadLayout(type.getName(), offset, what, expected);
    }
  }
}
