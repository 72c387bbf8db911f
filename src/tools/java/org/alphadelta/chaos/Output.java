package org.alphadelta.chaos;

/** Output format of a command. */
enum Output {
  text,
  json
}
