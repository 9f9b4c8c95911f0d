package dev.firesteel.backend.mesos.wire;

import dev.firesteel.backend.mesos.detect.HostPort;
import dev.firesteel.backend.mesos.wire.Answers.Verdict;
import dev.firesteel.backend.mesos.wire.SchedulerEvents.Delivery;
import dev.firesteel.backend.mesos.wire.Transport.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

/** Sends calls one after the other, each after the answer to the one before. */
final class Outbox {
  /** Calls that may come twice: a connection that was closed under them costs nothing. */
  private static final Set<Call.Type> REPEATABLE =
      EnumSet.of(
          Call.Type.ACKNOWLEDGE,
          Call.Type.RECONCILE,
          Call.Type.KILL,
          Call.Type.DECLINE,
          Call.Type.REVIVE,
          Call.Type.SUPPRESS,
          Call.Type.TEARDOWN);

  private final Transport transport;
  private final Teller teller;
  private final Owner owner;
  private final Queue<Call> waiting = new ArrayDeque<>();
  private @Nullable Sending sending;
  private @Nullable Line line;

  Outbox(Transport transport, Teller teller, Owner owner) {
    this.transport = transport;
    this.teller = teller;
    this.owner = owner;
  }

  /** Hears what calls reveal. */
  interface Owner {
    /** The master does not hear this framework any more. */
    void deaf(String why);

    /** A TEARDOWN was taken. */
    void tornDown();

    /** It was not, after all. */
    void notTornDown();

    /** No call will ever be taken. */
    void fatal(Failure failure);
  }

  private record Line(HostPort at, String streamId, FrameworkID id) {}

  /** Calls can be sent from now on. */
  void open(HostPort at, String streamId, FrameworkID id) {
    line = new Line(at, streamId, id);
  }

  /** No call can be sent any more: what was not answered is lost. */
  void cut() {
    line = null;
    List<Call> unsent = new ArrayList<>(waiting);
    waiting.clear();
    Sending cut = sending;
    sending = null;
    if (cut != null) {
      lost(cut.call, Delivery.UNKNOWN);
    }
    unsent.forEach(call -> lost(call, Delivery.NOT_DELIVERED));
  }

  /** Whether a TEARDOWN is under way, whose effect can be seen before its answer. */
  boolean tearingDown() {
    return sending != null && sending.call.getType() == Call.Type.TEARDOWN;
  }

  void add(Call call) {
    if (line == null) {
      lost(call, Delivery.NOT_DELIVERED);
      return;
    }
    waiting.add(call);
    next();
  }

  private void next() {
    if (sending != null || line == null) {
      return;
    }
    Call call = waiting.poll();
    if (call != null) {
      sending = new Sending(call, line);
      sending.post();
    }
  }

  private void lost(Call call, Delivery delivery) {
    teller.tell(events -> events.lost(call, delivery));
    if (call.getType() == Call.Type.TEARDOWN) {
      owner.notTornDown();
    }
  }

  /** A call under way. */
  private final class Sending implements Transport.AnswerListener {
    private final Call call;
    private final Line to;
    private boolean repeated;

    Sending(Call call, Line to) {
      this.call = call;
      this.to = to;
    }

    void post() {
      byte[] bytes = call.toBuilder().setFrameworkId(to.id()).build().toByteArray();
      transport.post(to.at(), to.streamId(), bytes, this);
    }

    @Override
    public void answered(Answer answer) {
      if (sending != this) {
        return;
      }
      sending = null;
      Verdict verdict = Answers.call(answer);
      boolean teardown = call.getType() == Call.Type.TEARDOWN;
      if (teardown && repeated && answer.sentence().contains("Framework cannot be found")) {
        verdict = new Verdict.Taken(); // by the first of the two
      }
      if (verdict instanceof Verdict.Taken) {
        teller.tell(events -> events.accepted(call));
        if (teardown) {
          owner.tornDown();
        }
      } else if (verdict instanceof Verdict.Refused) {
        teller.tell(events -> events.refused(call, answer.status(), answer.sentence()));
        if (teardown) {
          owner.notTornDown();
        }
      } else if (verdict instanceof Verdict.Deaf deaf) {
        lost(call, Delivery.NOT_DELIVERED);
        owner.deaf(deaf.why());
      } else if (verdict instanceof Verdict.Unclear unclear) {
        lost(call, Delivery.UNKNOWN);
        owner.deaf(unclear.why());
      } else if (verdict instanceof Verdict.Final last) {
        owner.fatal(last.failure());
      }
      next();
    }

    @Override
    public void broken(Throwable why) {
      if (sending != this) {
        return;
      }
      boolean late = Breakages.late(why);
      if (!late && !repeated && REPEATABLE.contains(call.getType())) {
        repeated = true;
        post();
        return;
      }
      sending = null;
      boolean unsent = Breakages.unsent(why);
      lost(call, unsent ? Delivery.NOT_DELIVERED : Delivery.UNKNOWN);
      if (late || unsent || repeated) {
        owner.deaf(Breakages.end(why));
      }
      next();
    }
  }
}
