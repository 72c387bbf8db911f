package org.alphadelta.wire;

/**
 * Text from the wire: printable ASCII of limited length, so that it can stand in a log line as it
 * is.
 */
public final class Text {
  public static final int MAX_SENTENCE = 256;
  public static final int MAX_LABEL = 64;

  private Text() {}

  /**
   * The text, cut to the length of a sentence, with a question mark for what is not printable
   * ASCII.
   */
  public static String sentence(String text) {
    StringBuilder clean = new StringBuilder();
    text.chars().limit(MAX_SENTENCE).forEach(c -> clean.append(isPrintable(c) ? (char) c : '?'));
    return clean.toString();
  }

  /**
   * Refuses what is longer or not printable.
   *
   * @throws IllegalArgumentException with what was found and what was expected
   */
  static void require(String what, String text, int most) {
    if (text.length() > most || !text.chars().allMatch(Text::isPrintable)) {
      throw new IllegalArgumentException(
          "found a "
              + what
              + " of "
              + text.length()
              + " characters, expected at most "
              + most
              + ", printable ASCII");
    }
  }

  private static boolean isPrintable(int c) {
    return c >= 32 && c <= 126;
  }
}
