package app.gatehouse.model.alert;

import org.jspecify.annotations.Nullable;

/**
 * Where alerts go, as clients may see it: no password, and of a web hook only its server, since its
 * address may be all that is needed to write there.
 *
 * @param mail null when no mails are sent
 * @param webhook its server; null when there is none
 */
public record AlertChannels(@Nullable MailChannel mail, @Nullable String webhook) {}
