package dev.firesteel.mesos.test.master;

import java.util.Optional;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Whether a call has what its type asks for. */
final class CallChecks {
  private CallChecks() {}

  /** What is wrong, in the words of a master. */
  static Optional<String> wrong(Call call, Caller caller) {
    if (!call.hasType() || call.getType() == Call.Type.UNKNOWN) {
      return missing("type");
    }
    if (call.getType() == Call.Type.SUBSCRIBE) {
      return wrongSubscribe(call, caller);
    }
    if (!call.hasFrameworkId()) {
      return missing("framework_id");
    }
    return wrongBody(call);
  }

  private static Optional<String> wrongSubscribe(Call call, Caller caller) {
    if (!call.hasSubscribe()) {
      return missing("subscribe");
    }
    var info = call.getSubscribe().getFrameworkInfo();
    if (call.hasFrameworkId() && !call.getFrameworkId().equals(info.getId())) {
      return Optional.of("'framework_id' differs from 'subscribe.framework_info.id'");
    }
    if (caller.principal().isPresent()
        && info.hasPrincipal()
        && !info.getPrincipal().equals(caller.principal().get())) {
      return Optional.of(
          "Authenticated principal '"
              + caller.principal().get()
              + "' does not match principal '"
              + info.getPrincipal()
              + "' set in `FrameworkInfo`");
    }
    return Optional.empty();
  }

  private static Optional<String> wrongBody(Call call) {
    return switch (call.getType()) {
      case ACCEPT -> call.hasAccept() ? Optional.empty() : missing("accept");
      case DECLINE -> call.hasDecline() ? Optional.empty() : missing("decline");
      case ACCEPT_INVERSE_OFFERS ->
          call.hasAcceptInverseOffers() ? Optional.empty() : missing("accept_inverse_offers");
      case DECLINE_INVERSE_OFFERS ->
          call.hasDeclineInverseOffers() ? Optional.empty() : missing("decline_inverse_offers");
      case KILL -> call.hasKill() ? Optional.empty() : missing("kill");
      case SHUTDOWN -> call.hasShutdown() ? Optional.empty() : missing("shutdown");
      case ACKNOWLEDGE -> {
        if (!call.hasAcknowledge()) {
          yield missing("acknowledge");
        }
        yield call.getAcknowledge().getUuid().size() == 16
            ? Optional.empty()
            : Optional.of("Not a valid UUID");
      }
      case ACKNOWLEDGE_OPERATION_STATUS ->
          call.hasAcknowledgeOperationStatus()
              ? Optional.empty()
              : missing("acknowledge_operation_status");
      case RECONCILE -> call.hasReconcile() ? Optional.empty() : missing("reconcile");
      case RECONCILE_OPERATIONS ->
          call.hasReconcileOperations() ? Optional.empty() : missing("reconcile_operations");
      case MESSAGE -> call.hasMessage() ? Optional.empty() : missing("message");
      case REQUEST -> call.hasRequest() ? Optional.empty() : missing("request");
      case UPDATE_FRAMEWORK ->
          call.hasUpdateFramework() ? Optional.empty() : missing("update_framework");
      case SUBSCRIBE, TEARDOWN, REVIVE, SUPPRESS, UNKNOWN -> Optional.empty();
    };
  }

  private static Optional<String> missing(String field) {
    return Optional.of("Expecting '" + field + "' to be present");
  }
}
