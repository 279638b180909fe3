package app.gatehouse.model.network;

import org.jspecify.annotations.Nullable;

/**
 * The router as it describes itself; to be believed only where something else agrees.
 *
 * @param gateway address of the default gateway on the local network
 * @param name friendly name, when a mapping protocol told it
 * @param protocol the best mapping protocol found ({@code upnp-igd1}, {@code upnp-igd2}, {@code
 *     pcp}, {@code nat-pmp}), or null
 * @param localAddress this computer's address towards the router
 * @param wanAddress the router's outer address as it says
 */
public record RouterInfo(
    @Nullable String gateway,
    @Nullable String name,
    @Nullable String protocol,
    @Nullable String localAddress,
    @Nullable String wanAddress) {}
