package org.alphadelta.actor;

/** Marks messages between the machines of one validator, which our own serializer handles. */
public interface ClusterMessage {}
