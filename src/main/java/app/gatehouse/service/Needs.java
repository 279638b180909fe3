package app.gatehouse.service;

import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.service.operation.OperationRunner;
import app.gatehouse.service.part.OwnersWill;
import app.gatehouse.service.part.Sites;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the sites need that exist or are being made: the rest may be taken back. */
final class Needs {
  private final Sites sites;
  private final OperationRunner operations;
  private final OwnersWill will;

  Needs(Sites sites, OperationRunner operations, OwnersWill will) {
    this.sites = sites;
    this.operations = operations;
    this.will = will;
  }

  /** The hosts that certificates are for. */
  Set<String> hosts() {
    return Stream.concat(
            sites.all().stream().map(Site::name), unfinished().map(o -> o.site().name()))
        .collect(Collectors.toSet());
  }

  /** Whether the router's mappings are in use: they serve all public sites. */
  boolean mappings() {
    return !will.isOffline()
        && (sites.all().stream().anyMatch(site -> site.address().kind().isPublic())
            || unfinished().anyMatch(o -> o.site().address().isPublic()));
  }

  /** Whether there is a site that pinholes are to be made for; an operation makes its own. */
  boolean pinholes() {
    return !will.isOffline()
        && sites.all().stream().anyMatch(site -> site.address().kind().isPublic());
  }

  /** Whether this computer's ports are in use. */
  boolean ports() {
    return !sites.isEmpty() || unfinished().findAny().isPresent();
  }

  private Stream<OperationSnapshot> unfinished() {
    return operations.operations().stream().filter(o -> !o.state().isFinal());
  }
}
