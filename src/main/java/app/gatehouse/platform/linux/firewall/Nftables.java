package app.gatehouse.platform.linux.firewall;

import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.Passage;
import app.gatehouse.platform.linux.Tools;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * nftables that somebody wrote by hand: a rule with a comment in every chain that keeps visitors
 * out, after all other rules, so that whoever is refused by name stays refused. It lives until the
 * ruleset is loaded anew.
 */
final class Nftables implements Firewall {
  private static final String NFT = "/usr/sbin/nft";

  private final Tools tools;

  Nftables(Tools tools) {
    this.tools = tools;
  }

  @Override
  public String name() {
    return "nftables";
  }

  @Override
  public boolean isActive() {
    return tools.has(NFT) && ruleset().filter(rules -> !rules.blocking().isEmpty()).isPresent();
  }

  /** Also where no chain keeps everybody out, but a rule those of one port. */
  @Override
  public Optional<FirewallReport> read(Ports ports) {
    return tools.has(NFT) ? ruleset().flatMap(each -> read(each, ports)) : Optional.empty();
  }

  static Optional<FirewallReport> read(NftRuleset ruleset, Ports ports) {
    var passages = ports.each(new NftPassage(ruleset)::of);
    var blocking = ruleset.blocking();
    if (blocking.isEmpty() && passages.values().stream().allMatch(Passage.OPEN::equals)) {
      return Optional.empty();
    }
    var name = blocking.stream().anyMatch(NftRuleset.Chain::isOfIptables) ? "iptables" : "nftables";
    var ours = new TreeSet<Integer>();
    ruleset.chains().forEach(chain -> chain.ours().forEach(rule -> ours.addAll(rule.accepted())));
    return Optional.of(new FirewallReport(name, passages, ours));
  }

  @Override
  public Opening.Outcome open(Ports ports) throws ProblemException {
    var commands = opening(ruleset().orElse(new NftRuleset(List.of())), ports);
    if (commands.isEmpty()) {
      return Opening.Outcome.OPEN_ALREADY;
    }
    change(commands);
    return Opening.Outcome.ADDED_UNTIL_RESTART;
  }

  @Override
  public boolean close() throws ProblemException {
    var commands =
        tools.has(NFT) ? ruleset().map(Nftables::closing).orElse(List.of()) : List.<String>of();
    if (!commands.isEmpty()) {
      change(commands);
    }
    return !commands.isEmpty();
  }

  private Optional<NftRuleset> ruleset() {
    var listed = tools.run(List.of(NFT, "-a", "-s", "-t", "list", "ruleset"));
    return listed.isWell() ? Optional.of(NftRuleset.parse(listed.output())) : Optional.empty();
  }

  /** In one transaction: all of them or none. */
  private void change(List<String> commands) throws ProblemException {
    tools.change(List.of(NFT, String.join("; ", commands)));
  }

  /**
   * What makes our rule be in every blocking chain, once.
   *
   * @throws ProblemException {@code firewall-blocks} where the rules are iptables'
   */
  static List<String> opening(NftRuleset ruleset, Ports ports) throws ProblemException {
    var commands = new ArrayList<String>();
    for (var chain : ruleset.blocking()) {
      var stale =
          chain.ours().stream().filter(rule -> !rule.accepted().equals(ports.numbers())).toList();
      if (stale.isEmpty() && chain.accepts(ports)) {
        continue;
      }
      if (chain.isOfIptables()) {
        throw Problem.error(ProblemCode.FIREWALL_BLOCKS)
            .variant("iptables")
            .with("ports", ports.joined(","))
            .exception();
      }
      stale.forEach(rule -> commands.add(deletion(chain, rule)));
      if (stale.size() == chain.ours().size()) {
        commands.add(insertion(ruleset, chain) + " " + rule(ports));
      }
    }
    return commands;
  }

  static List<String> closing(NftRuleset ruleset) {
    return ruleset.chains().stream()
        .flatMap(chain -> chain.ours().stream().map(rule -> deletion(chain, rule)))
        .toList();
  }

  private static String deletion(NftRuleset.Chain chain, NftRuleset.Rule rule) {
    return "delete rule " + chain.path() + " handle " + rule.handle();
  }

  private static String insertion(NftRuleset ruleset, NftRuleset.Chain chain) {
    return ruleset
        .refusal(chain)
        .map(last -> "insert rule " + chain.path() + " handle " + last.handle())
        .orElse("add rule " + chain.path());
  }

  static String rule(Ports ports) {
    var set = ports.numbers().size() == 1 ? ports.joined("") : "{ " + ports.joined(", ") + " }";
    return "tcp dport " + set + " accept comment \"" + LABEL + "\"";
  }
}
