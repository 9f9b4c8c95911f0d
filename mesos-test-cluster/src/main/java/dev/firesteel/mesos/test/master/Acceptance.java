package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.Violation;
import dev.firesteel.mesos.test.resources.Resources;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** ACCEPT and DECLINE. */
final class Acceptance {
  private final Book book;

  Acceptance(Book book) {
    this.book = book;
  }

  void decline(Framework framework, Call.Decline decline) {
    for (OfferID id : decline.getOfferIdsList()) {
      Offer offer = framework.offers().get(id.getValue());
      if (offer == null) {
        unknown(framework, id.getValue());
      } else {
        framework.count().declined(offer, book.now());
        release(framework, offer, offer.resources(), decline.getFilters());
      }
    }
  }

  void accept(Framework framework, Call.Accept accept) {
    List<TaskInfo> tasks = new ArrayList<>();
    for (Operation operation : accept.getOperationsList()) {
      tasks.addAll(operation.getLaunch().getTaskInfosList());
      tasks.addAll(operation.getLaunchGroup().getTaskGroup().getTasksList());
    }
    Optional<String> wrong = wrongOffers(framework, accept.getOfferIdsList());
    List<Offer> offers = new ArrayList<>();
    for (OfferID id : accept.getOfferIdsList()) {
      Offer offer = framework.offers().get(id.getValue());
      if (offer != null && !offers.contains(offer)) {
        offers.add(offer);
      }
    }
    offers.forEach(each -> framework.count().accepted(each, book.now()));
    if (wrong.isPresent()) {
      offers.forEach(book::removeOffer);
      for (TaskInfo task : tasks) {
        lost(framework, task, "Task launched with invalid offers: " + wrong.get());
      }
      return;
    }
    launch(framework, offers, tasks, accept.getFilters());
  }

  private void launch(
      Framework framework, List<Offer> offers, List<TaskInfo> tasks, Filters filters) {
    MasterAgent agent = book.agent(offers.get(0).agentId());
    String role = offers.get(0).role();
    Resources rest = Resources.NONE;
    for (Offer each : offers) {
      rest = rest.plus(each.resources());
      book.removeOffer(each);
    }
    for (TaskInfo task : tasks) {
      Resources needed =
          Resources.of(task.getResourcesList())
              .plus(Resources.of(task.getExecutor().getResourcesList()))
              .allocatedByDefaultTo(role);
      Optional<String> wrong = TaskChecks.wrong(task, framework, agent.id(), needed, rest);
      if (wrong.isPresent()) {
        error(framework, task, wrong.get());
        continue;
      }
      rest = rest.minus(needed);
      TaskInfo whole =
          task.toBuilder()
              .clearResources()
              .addAllResources(needed.toList(Resources.Format.RESERVATIONS))
              .build();
      book.addTask(
          framework, agent, new MasterTask(whole, framework.id(), needed, TaskState.TASK_STAGING));
      book.tell(agent.id(), new ToAgent.Run(framework.info(), whole));
    }
    refuse(framework, role, agent.id(), rest, filters);
  }

  private void release(Framework framework, Offer offer, Resources unused, Filters filters) {
    book.removeOffer(offer);
    refuse(framework, offer.role(), offer.agentId(), unused, filters);
  }

  private void refuse(
      Framework framework, String role, String agentId, Resources unused, Filters filters) {
    // The default is the protocol's: 5 seconds.
    long millis = Math.round(Math.max(0, filters.getRefuseSeconds()) * 1000);
    if (millis > 0 && !unused.isEmpty()) {
      framework.refuse(new Filter(role, agentId, unused, book.now() + millis));
    }
  }

  private Optional<String> wrongOffers(Framework framework, List<OfferID> ids) {
    if (ids.isEmpty()) {
      return Optional.of("No offers specified");
    }
    Set<String> seen = new LinkedHashSet<>();
    for (OfferID id : ids) {
      if (!seen.add(id.getValue())) {
        book.breach(
            Violation.Kind.RESOURCES_OVERUSED, framework.id(), "Offer twice: " + id.getValue());
        return Optional.of("Duplicate offer " + id.getValue() + " in offer list");
      }
    }
    Offer first = null;
    for (OfferID id : ids) {
      Offer offer = framework.offers().get(id.getValue());
      if (offer == null) {
        unknown(framework, id.getValue());
        return Optional.of("Offer " + id.getValue() + " is no longer valid");
      }
      first = first == null ? offer : first;
      if (!offer.agentId().equals(first.agentId())) {
        return Optional.of(
            "Aggregated offers must belong to one single agent. Offer "
                + offer.id()
                + " uses agent "
                + offer.agentId()
                + " and agent "
                + first.agentId());
      }
      if (!offer.role().equals(first.role())) {
        return Optional.of(
            "Aggregated offers must be allocated to the same role. Offer "
                + offer.id()
                + " uses role "
                + offer.role()
                + " but another is using role "
                + first.role());
      }
    }
    return Optional.empty();
  }

  private void unknown(Framework framework, String offerId) {
    if (!framework.rescinded().contains(offerId)) {
      book.breach(
          Violation.Kind.UNKNOWN_OFFER,
          framework.id(),
          "Offer " + offerId + " is none of the framework's (each is to be used once)");
    }
  }

  private void lost(Framework framework, TaskInfo task, String message) {
    book.send(
        framework,
        Statuses.update(
            Statuses.of(
                    book,
                    task.getTaskId(),
                    task.getAgentId(),
                    Statuses.lostOr(framework, TaskState.TASK_DROPPED),
                    Reason.REASON_INVALID_OFFERS,
                    message)
                .build()));
  }

  private void error(Framework framework, TaskInfo task, String message) {
    book.breach(
        message.startsWith("Total resources")
            ? Violation.Kind.RESOURCES_OVERUSED
            : Violation.Kind.INVALID_TASK,
        framework.id(),
        task.getTaskId().getValue() + ": " + message);
    book.send(
        framework,
        Statuses.update(
            Statuses.of(
                    book,
                    task.getTaskId(),
                    task.getAgentId(),
                    TaskState.TASK_ERROR,
                    Reason.REASON_TASK_INVALID,
                    message)
                .build()));
  }
}
