package org.alphadelta.consensus;

/** A short story that ends well under correct rules. Its name is the behaviour it tells. */
record Storyboard(String name, Play play) {
  interface Play {
    void with(Rules rules) throws Exception;
  }

  @Override
  public String toString() {
    return name;
  }
}
