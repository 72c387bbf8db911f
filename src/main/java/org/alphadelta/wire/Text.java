package org.alphadelta.wire;

/** Text from peers: printable ASCII of limited length, safe in a log line. */
public final class Text {
  public static final int MAX_SENTENCE = 256;
  public static final int MAX_LABEL = 64;

  private Text() {}

  /**
   * Truncates a text to a sentence's length and replaces characters other than printable ASCII by
   * question marks.
   */
  public static String sentence(String text) {
    StringBuilder clean = new StringBuilder();
    text.chars().limit(MAX_SENTENCE).forEach(c -> clean.append(isPrintable(c) ? (char) c : '?'));
    return clean.toString();
  }

  /**
   * Refuses a text that is too long or not printable.
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
