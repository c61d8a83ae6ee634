package bwdc.schedule.systemd;

/** What a run may not do: the options of systemd.exec(5) that leave a Java program its work. */
final class Sandbox {
    private Sandbox() {}

    /** @param machine whether root's systemd starts it, which can do what a user's own may not */
    static String text(boolean machine, String writable) {
        return machine ? machine(writable) + everywhere() : everywhere();
    }

    private static String machine(String writable) {
        return """
                # The file system can be read but not written, except where the run keeps its state and its log.
                ProtectSystem=strict
                ProtectHome=read-only
                ReadWritePaths=%s
                PrivateTmp=true
                # No devices but those like /dev/null and /dev/urandom.
                PrivateDevices=true
                DevicePolicy=closed
                # Nothing of the kernel, of other processes, or of the machine as a whole.
                ProtectKernelTunables=true
                ProtectKernelModules=true
                ProtectKernelLogs=true
                ProtectControlGroups=true
                ProtectClock=true
                ProtectHostname=true
                ProtectProc=invisible
                PrivateIPC=true
                RemoveIPC=true
                KeyringMode=private
                # No rights beyond those of the user, not even root's.
                CapabilityBoundingSet=
                AmbientCapabilities=
                """.formatted(writable);
    }

    private static String everywhere() {
        return """
                # New files are readable by their owner only, and no program can gain rights.
                UMask=0077
                NoNewPrivileges=true
                RestrictSUIDSGID=true
                RestrictNamespaces=true
                RestrictRealtime=true
                LockPersonality=true
                # Connections by IP; a name is looked up over netlink and sockets too.
                RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
                # System calls of ordinary programs; others fail instead of ending the run.
                SystemCallArchitectures=native
                SystemCallFilter=@system-service
                SystemCallFilter=~@privileged @resources
                SystemCallErrorNumber=EPERM
                # MemoryDenyWriteExecute must stay away: Java translates its code while it runs.
                """;
    }
}
