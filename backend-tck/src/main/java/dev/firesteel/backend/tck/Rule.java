package dev.firesteel.backend.tck;

import java.util.List;

/** The numbered rules of {@code dev.firesteel.api.backend}, each in a few words. */
public enum Rule {
  L1("one way in: connected or failed, once"),
  L2("nothing but failed and pending before connected"),
  L3("stop ends every executor and leaves nothing"),
  L4("no event after stop has completed"),
  L5("stop at any moment, more than once"),
  L6("failed is final"),
  L7("calls after stop are ignored"),
  T1("calls return promptly"),
  T2("events come one at a time"),
  T3("calls from within events, events during calls"),
  D1("totals, numbered; old snapshots are ignored"),
  D2("offers come while executors are missing, without asking again"),
  D3("no offers beyond what is missing"),
  D4("offers have their own ids, lie on allowed hosts and cover their profile"),
  D5("an offer is open until launch, decline or rescinded"),
  D6("declined room comes back after its time or with newer demand"),
  D7("launch or decline on an offer that is not open loses nothing"),
  D8("a launch beyond its offer is refused whole"),
  D9("impossible demand is answered with a reason"),
  E1("launched at most once, then lost at most once and for certain"),
  E2("program, arguments and environment arrive unchanged"),
  E3("lost tells cause and exit code"),
  E4("release ends an executor and is idempotent"),
  E5("a gracefully released executor may end by itself, then is forced"),
  E6("after a loss offers come again"),
  E7("an executor id is never launched twice"),
  P1("accepts its own kind of master URL only"),
  P2("a malformed master URL is refused with the right form"),
  P3("a profile that needs a missing capability is refused by name");

  private final String text;

  Rule(String text) {
    this.text = text;
  }

  /** The rule in a few words; in full in the package documentation of the SPI. */
  public String text() {
    return text;
  }

  /** Rules without which this one cannot be kept, most basic first. */
  List<Rule> bases() {
    return switch (this) {
      case L5 -> List.of(L1, L3);
      case T3 -> List.of(L1, L3, T1, D2, E1, E4);
      case D2 -> List.of(L1);
      case D1, D4, D5 -> List.of(D2);
      case D6 -> List.of(D2, D5);
      case D7 -> List.of(D2, D6);
      case D8 -> List.of(D2, D7);
      case E1 -> List.of(L1, D5);
      case E4, E5 -> List.of(E1);
      case E6 -> List.of(D2, E1);
      case E7 -> List.of(E1);
      case P3 -> List.of(D9);
      default -> List.of();
    };
  }

  /** The chapter of the rule. */
  public String chapter() {
    return switch (name().charAt(0)) {
      case 'L' -> "Life";
      case 'T' -> "Threads";
      case 'D' -> "Demand and offers";
      case 'E' -> "Executors";
      default -> "Providers";
    };
  }
}
