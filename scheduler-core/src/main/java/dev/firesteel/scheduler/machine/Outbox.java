package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.message.ToExecutor;
import java.util.ArrayList;
import java.util.List;

/** The actions of the event at hand, in their order. */
final class Outbox {
  private List<Action> actions = new ArrayList<>();

  void add(Action action) {
    actions.add(action);
  }

  void send(ExecutorId executor, ToExecutor message) {
    actions.add(new Action.Send(executor, message));
  }

  void tell(Notice notice) {
    actions.add(new Action.Tell(notice));
  }

  void timer(Timer timer, long atNanos) {
    actions.add(new Action.SetTimer(timer, atNanos));
  }

  List<Action> take() {
    if (actions.isEmpty()) {
      return List.of();
    }
    List<Action> taken = actions;
    actions = new ArrayList<>();
    return taken;
  }
}
