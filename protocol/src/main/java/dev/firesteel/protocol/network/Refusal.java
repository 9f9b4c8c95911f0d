package dev.firesteel.protocol.network;

/** Why a handshake failed, as the refused side is told: no more than it needs. */
enum Refusal {
  VERSION(1),
  PROOF(2),
  WRONG_PEER(3),
  DUPLICATE(4);

  private final int code;

  Refusal(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
