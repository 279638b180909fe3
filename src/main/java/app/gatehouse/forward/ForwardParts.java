package app.gatehouse.forward;

import app.gatehouse.forward.ForwarderSettings.Timeouts;
import app.gatehouse.forward.guard.LoginDesk;
import java.util.function.IntSupplier;

/**
 * What every connection needs.
 *
 * @param publicHttpsPort the port visitors use
 */
record ForwardParts(
    UpstreamPools pools,
    HeaderRules rules,
    Pages pages,
    LoginDesk desk,
    RequestCheck check,
    Timeouts timeouts,
    IntSupplier publicHttpsPort) {}
