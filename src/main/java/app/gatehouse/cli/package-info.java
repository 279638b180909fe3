/**
 * The command line: options, questions on the terminal, words or JSON as answers, exit statuses.
 * Knows the service only through {@link app.gatehouse.control.ServiceApi} and everything that must
 * be started through {@link app.gatehouse.cli.Surroundings}; never ends the process itself.
 *
 * <p>Start reading at {@link app.gatehouse.cli.CommandLineProgram}.
 */
@NullMarked
package app.gatehouse.cli;

import org.jspecify.annotations.NullMarked;
