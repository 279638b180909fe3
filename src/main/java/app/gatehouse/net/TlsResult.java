package app.gatehouse.net;

/** What a TLS server showed, or why it showed nothing. */
public sealed interface TlsResult permits TlsServed, NetFailure {}
