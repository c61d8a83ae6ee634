package bwdc;

import bwdc.directory.SourceType;
import bwdc.directory.entra.EntraDirectory;
import bwdc.directory.google.GoogleDirectory;
import bwdc.directory.ldap.LdapDirectory;
import bwdc.directory.okta.OktaDirectory;
import bwdc.directory.onelogin.OneLoginDirectory;
import bwdc.schedule.SchedulerType;
import bwdc.schedule.cron.CronScheduler;
import bwdc.schedule.cron.Flavour;
import bwdc.schedule.cron.Place;
import bwdc.schedule.kubernetes.KubernetesScheduler;
import bwdc.schedule.launchd.LaunchdScheduler;
import bwdc.schedule.systemd.SystemdScheduler;
import bwdc.schedule.windows.Logon;
import bwdc.schedule.windows.WindowsScheduler;
import bwdc.settings.DirectoryType;
import java.util.List;

/** The kinds of directories that can be read, and of schedulers that can be told when. */
final class Catalog {
    static final List<SourceType> SOURCES = List.of(
            new SourceType(
                    DirectoryType.LDAP,
                    (settings, around) -> LdapDirectory.open(
                            settings, around.trust(), around.host().clock(), around.debug())),
            new SourceType(DirectoryType.ENTRA, EntraDirectory::open),
            new SourceType(DirectoryType.GSUITE, GoogleDirectory::open),
            new SourceType(DirectoryType.OKTA, OktaDirectory::open),
            new SourceType(DirectoryType.ONELOGIN, OneLoginDirectory::open));

    static final List<SchedulerType> SCHEDULERS = List.of(
            new SchedulerType(
                    "cron",
                    place -> new CronScheduler(
                            place.cronHonoursZones() ? Flavour.CRONIE : Flavour.DEBIAN,
                            place.machineWide() ? Place.CRON_D : Place.CRONTAB,
                            place.now())),
            new SchedulerType(
                    "systemd",
                    place ->
                            place.machineWide() ? SystemdScheduler.ofMachine() : SystemdScheduler.ofUser(place.home())),
            new SchedulerType(
                    "launchd",
                    place -> place.machineWide()
                            ? new LaunchdScheduler()
                            : new LaunchdScheduler(place.home(), place.userId())),
            new SchedulerType(
                    "windows", place -> new WindowsScheduler(place.storedPassword() ? Logon.PASSWORD : Logon.S4U)),
            new SchedulerType("kubernetes", place -> new KubernetesScheduler()));

    private Catalog() {}
}
