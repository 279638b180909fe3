package app.gatehouse.net;

/** What came of an HTTP request: an answer, whatever its status, or why there is none. */
public sealed interface HttpResult permits HttpAnswer, NetFailure {}
