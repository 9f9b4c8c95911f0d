package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.MaintenanceAnswer;
import dev.firesteel.mesos.test.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Maintenance: frameworks with tasks or offers of an agent that will be unavailable are asked to
 * leave it, again whenever their answer's filter is over. As master and allocator of Mesos 1.12 do
 * it, read and not recorded. One that was answered is not rescinded any more.
 */
final class Inverses {
  private final Book book;

  Inverses(Book book) {
    this.book = book;
  }

  /** What is planned for an agent changes: its offers of both kinds are taken back. */
  void plan(MasterAgent agent, Optional<Unavailability> when) {
    new ArrayList<>(agent.offers().values()).forEach(book::rescind);
    rescind(agent);
    agent.maintenance(when.map(MasterAgent.Maintenance::new));
  }

  /** Takes back what an agent's frameworks were asked and have not answered. */
  void rescind(MasterAgent agent) {
    agent
        .maintenance()
        .ifPresent(
            maintenance -> {
              maintenance
                  .open()
                  .forEach(
                      (frameworkId, offer) ->
                          Optional.ofNullable(book.frameworks().get(frameworkId))
                              .ifPresent(framework -> rescind(framework, offer)));
              maintenance.open().clear();
            });
  }

  private void rescind(Framework framework, String offer) {
    framework.rescinded().add(offer);
    book.send(
        framework,
        Event.newBuilder()
            .setType(Event.Type.RESCIND_INVERSE_OFFER)
            .setRescindInverseOffer(
                Event.RescindInverseOffer.newBuilder().setInverseOfferId(id(offer)))
            .build());
  }

  /** A framework is not there any more. */
  void forget(Framework framework) {
    for (MasterAgent agent : book.agents().values()) {
      agent.maintenance().ifPresent(each -> each.open().remove(framework.id()));
    }
  }

  /** Asks whoever would lose something and is not asked already. */
  void ask() {
    Map<Framework, Event.InverseOffers.Builder> made = new LinkedHashMap<>();
    for (MasterAgent agent : book.agents().values()) {
      agent
          .maintenance()
          .filter(each -> agent.connected())
          .ifPresent(
              maintenance -> {
                for (Framework framework : book.frameworks().values()) {
                  if (framework.connected()
                      && hasSomething(framework, agent)
                      && maintenance.mayAsk(framework.id(), book.now())) {
                    String id = book.nextOfferId();
                    maintenance.open().put(framework.id(), id);
                    made.computeIfAbsent(framework, f -> Event.InverseOffers.newBuilder())
                        .addInverseOffers(message(framework, agent, maintenance, id));
                  }
                }
              });
    }
    made.forEach(
        (framework, offers) ->
            book.send(
                framework,
                Event.newBuilder()
                    .setType(Event.Type.INVERSE_OFFERS)
                    .setInverseOffers(offers)
                    .build()));
  }

  private static boolean hasSomething(Framework framework, MasterAgent agent) {
    return agent.tasks().keySet().stream()
            .anyMatch(each -> each.frameworkId().equals(framework.id()))
        || agent.offers().values().stream()
            .anyMatch(each -> each.frameworkId().equals(framework.id()));
  }

  private static InverseOffer message(
      Framework framework, MasterAgent agent, MasterAgent.Maintenance maintenance, String id) {
    return InverseOffer.newBuilder()
        .setId(id(id))
        .setUrl(agent.facts().url())
        .setFrameworkId(FrameworkID.newBuilder().setValue(framework.id()))
        .setAgentId(AgentID.newBuilder().setValue(agent.id()))
        .setUnavailability(maintenance.when())
        .build();
  }

  private static OfferID id(String value) {
    return OfferID.newBuilder().setValue(value).build();
  }

  /** ACCEPT_INVERSE_OFFERS or DECLINE_INVERSE_OFFERS. */
  void answered(Framework framework, List<OfferID> ids, Filters filters, MaintenanceAnswer answer) {
    long until = book.now() + Math.round(Math.max(0, filters.getRefuseSeconds()) * 1000);
    for (OfferID id : ids) {
      Optional<MasterAgent.Maintenance> asked =
          book.agents().values().stream()
              .flatMap(agent -> agent.maintenance().stream())
              .filter(each -> id.getValue().equals(each.open().get(framework.id())))
              .findFirst();
      if (asked.isPresent()) {
        asked.get().answered(framework.id(), answer, until);
      } else if (!framework.rescinded().contains(id.getValue())) {
        book.breach(
            Violation.Kind.UNKNOWN_OFFER,
            framework.id(),
            "Inverse offer " + id.getValue() + " is none that waits for an answer");
      }
    }
  }
}
