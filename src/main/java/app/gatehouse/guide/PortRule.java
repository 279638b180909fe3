package app.gatehouse.guide;

/**
 * One forward to be made in a router.
 *
 * @param outer the port that visitors use
 * @param inner the port on this computer
 */
public record PortRule(int outer, int inner) {}
