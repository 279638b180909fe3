/**
 * The background program: connects the rooms, keeps the sites, carries out plans and does what is
 * due. The only writer of a home's state. Knows no window and no command line; it is spoken to
 * through {@link app.gatehouse.control.ServiceApi}.
 *
 * <p>Start reading at {@link app.gatehouse.service.Service}; how a plan is carried out is in {@code
 * service.operation}, what happens over time in {@code service.job}, and what the service needs
 * from the other rooms in {@code service.part}.
 */
@NullMarked
package app.gatehouse.service;

import org.jspecify.annotations.NullMarked;
