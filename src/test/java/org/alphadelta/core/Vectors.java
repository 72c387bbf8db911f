package org.alphadelta.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Test vectors that others wrote, read where they lie: property {@code vectors.dir}, by default
 * beside the project. A test that asks for a missing one is skipped and says so.
 */
public final class Vectors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BLOCK = 512;

  private Vectors() {}

  public static byte[] bytes(String name) {
    Path file = Path.of(System.getProperty("vectors.dir", "../shared/vectors")).resolve(name);
    boolean present = Files.isRegularFile(file);
    if (!present) {
      System.out.println("SKIPPED: no vectors at " + file.toAbsolutePath().normalize());
    }
    Assumptions.assumeTrue(
        present, () -> "no vectors at " + file.toAbsolutePath().normalize() + " (vectors.dir)");
    try {
      byte[] content = Files.readAllBytes(file);
      if (!name.endsWith(".gz")) {
        return content;
      }
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
        return in.readAllBytes();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  public static JsonNode json(String name) {
    return json(bytes(name));
  }

  public static JsonNode json(byte[] content) {
    try {
      return JSON.readTree(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The regular files of a (gzipped) tar archive, by name; POSIX ustar with pax paths. */
  public static SortedMap<String, byte[]> archive(String name) {
    byte[] tar = bytes(name);
    SortedMap<String, byte[]> files = new TreeMap<>();
    String longName = "";
    int at = 0;
    while (at + BLOCK <= tar.length && tar[at] != 0) {
      int size = Integer.parseInt(field(tar, at + 124, 12).trim(), 8);
      char type = (char) tar[at + 156];
      String prefix = field(tar, at + 345, 155);
      String shortName = field(tar, at, 100);
      byte[] content = Arrays.copyOfRange(tar, at + BLOCK, at + BLOCK + size);
      if (type == 'x') {
        longName = paxPath(new String(content, StandardCharsets.UTF_8));
      } else if (type != 'g') {
        String full = prefix.isEmpty() ? shortName : prefix + "/" + shortName;
        if (type == '0') {
          files.put(longName.isEmpty() ? full : longName, content);
        }
        longName = "";
      }
      at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
    return files;
  }

  private static String paxPath(String records) {
    return records
        .lines()
        .filter(line -> line.contains(" path="))
        .map(line -> line.substring(line.indexOf('=') + 1))
        .findFirst()
        .orElse("");
  }

  private static String field(byte[] tar, int from, int length) {
    int end = from;
    while (end < from + length && tar[end] != 0) {
      end++;
    }
    return new String(tar, from, end - from, StandardCharsets.UTF_8);
  }
}
