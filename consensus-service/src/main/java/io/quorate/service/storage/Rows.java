package io.quorate.service.storage;

/// The repositories, which read what is stored.
record Rows(AcceptedRows accepted, PromiseRows promise, MetRows met) {}
