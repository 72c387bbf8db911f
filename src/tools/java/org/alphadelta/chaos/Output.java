package org.alphadelta.chaos;

/** How a command prints its result. */
enum Output {
  text,
  json
}
