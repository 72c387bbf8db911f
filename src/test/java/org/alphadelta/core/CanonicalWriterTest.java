package org.alphadelta.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalWriterTest {
  @ParameterizedTest(name = "field 1 = {0} is {1}")
  @CsvSource({
    "1, 0801",
    "127, 087f",
    "128, 088001",
    "150, 089601",
    "16383, 08ff7f",
    "16384, 08808001",
    "2147483648, 088080808008",
    "9223372036854775807, 08ffffffffffffffff7f"
  })
  void numbersAreVarints(long value, String hex) {
    assertThat(new CanonicalWriter().uint(1, value).toBytes().hex()).isEqualTo(hex);
  }

  @Test
  void zeroAbsentAndEmptyAreLeftOut() {
    Bytes written = new CanonicalWriter().uint(1, 0).bytes(3, Bytes.EMPTY).text(4, "").toBytes();
    assertThat(written).isEqualTo(Bytes.EMPTY);
  }

  private record Nothing() implements Canonical {
    @Override
    public Bytes canonical() {
      return Bytes.EMPTY;
    }
  }

  @Test
  void messagesAndElementsAreWrittenEvenWhenEmpty() {
    Canonical nothing = new Nothing();
    Bytes written =
        new CanonicalWriter()
            .message(1, nothing)
            .message(1, nothing)
            .element(2, Bytes.EMPTY)
            .toBytes();
    assertThat(written.hex()).isEqualTo("0a000a001200");
  }

  @Test
  void fieldsAscend() {
    CanonicalWriter out = new CanonicalWriter().uint(2, 1);
    assertThatThrownBy(() -> out.uint(1, 1)).isInstanceOf(IllegalStateException.class);
    CanonicalWriter skipped = new CanonicalWriter().uint(2, 0);
    assertThatThrownBy(() -> skipped.uint(1, 0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aNegativeNumberIsOurMistake() {
    CanonicalWriter out = new CanonicalWriter();
    assertThatThrownBy(() -> out.uint(1, -1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("-1");
  }

  @Test
  void writesWhatProtobufWrites() throws IOException {
    Random random = new Random(3);
    for (int round = 0; round < 500; round++) {
      long number = (random.nextLong() >>> random.nextInt(63)) & Long.MAX_VALUE;
      byte[] content = new byte[random.nextInt(300)];
      random.nextBytes(content);
      String text = "grüße".repeat(random.nextInt(4));
      boolean flag = random.nextBoolean();
      Hash hash = Sha256.plain(Bytes.of(content));
      Bytes nested = new CanonicalWriter().uint(1, number).toBytes();
      Bytes ours =
          new CanonicalWriter()
              .uint(1, number)
              .uint(2, flag ? 1 : 0)
              .bytes(15, Bytes.of(content))
              .text(16, text)
              .bytes(17, hash.bytes())
              .element(2048, nested)
              .toBytes();
      assertThat(ours).isEqualTo(protobuf(number, flag, content, text, hash, nested));
    }
  }

  private static Bytes protobuf(
      long number, boolean flag, byte[] content, String text, Hash hash, Bytes nested)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    if (number != 0) {
      out.writeUInt64(1, number);
    }
    if (flag) {
      out.writeBool(2, true);
    }
    if (content.length > 0) {
      out.writeBytes(15, ByteString.copyFrom(content));
    }
    if (!text.isEmpty()) {
      out.writeString(16, text);
    }
    out.writeBytes(17, ByteString.copyFrom(hash.bytes().toArray()));
    out.writeBytes(2048, ByteString.copyFrom(nested.toArray()));
    out.flush();
    return Bytes.of(bytes.toByteArray());
  }
}
