package app.gatehouse.forward;

import app.gatehouse.forward.ForwarderSettings.Timeouts;
import app.gatehouse.forward.guard.LoginDesk;

/** What every connection needs. */
record ForwardParts(
    UpstreamPools pools,
    HeaderRules rules,
    Pages pages,
    LoginDesk desk,
    RequestCheck check,
    Timeouts timeouts) {}
