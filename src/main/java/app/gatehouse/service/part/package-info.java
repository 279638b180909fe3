/**
 * What the service needs from other rooms, as small interfaces by role, and the two files of its
 * own that steps and jobs share. Tests put fakes in their places; the real ones are connected in
 * {@link app.gatehouse.service.ServiceParts}.
 */
@NullMarked
package app.gatehouse.service.part;

import org.jspecify.annotations.NullMarked;
