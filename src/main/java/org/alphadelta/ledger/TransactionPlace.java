package org.alphadelta.ledger;

/** Place of a transaction: its block's height and its index there, from 0. */
public record TransactionPlace(long height, int index) {}
