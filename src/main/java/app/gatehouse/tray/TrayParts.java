package app.gatehouse.tray;

import app.gatehouse.text.Texts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the tray is made of.
 *
 * @param autostart empty where the program cannot start with the computer
 * @param period how long the tray waits between two questions to the service
 */
public record TrayParts(
    Connector connector,
    TrayHosts hosts,
    TrayMemory memory,
    Optional<StartWithComputer> autostart,
    InstantSource clock,
    Duration period,
    Texts texts) {}
