package org.alphadelta.ledger;

/** Where a transaction was included: its block's height and its index there, from 0. */
public record TransactionPlace(long height, int index) {}
