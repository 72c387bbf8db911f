package org.alphadelta.actor;

/**
 * Marks what may travel between the machines of one validator; such messages have a serializer of
 * ours.
 */
public interface ClusterMessage {}
