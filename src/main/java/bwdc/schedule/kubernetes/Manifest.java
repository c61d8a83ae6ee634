package bwdc.schedule.kubernetes;

import bwdc.host.Durations;
import bwdc.schedule.ScheduledJob;
import java.time.Duration;
import java.util.stream.Collectors;

/** The CronJob and its volume as one file of YAML. */
final class Manifest {
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final ScheduledJob job;
    private final MountedSecret secret;
    private final String name;
    private final String schedule;
    private final String zone;
    private final String user;

    /**
     * @param name of all objects
     * @param schedule in cron's language
     * @param user the number of the user in the container
     */
    Manifest(ScheduledJob job, MountedSecret secret, String name, String schedule, String zone, String user) {
        this.job = job;
        this.secret = secret;
        this.name = name;
        this.schedule = schedule;
        this.zone = zone;
        this.user = user;
    }

    String text() {
        return head() + claim() + cronJob() + pod() + container() + volumes();
    }

    private String head() {
        return """
                # A CronJob for Kubernetes 1.27 or newer that runs `bwdc sync`. `bwdc schedule` wrote it and will write it again.
                #
                # The secret is not in here. Make it first, from a file that only you can read:
                #   %s
                # Then:
                #   kubectl apply -f %s.yaml
                #   kubectl create job --from=cronjob/%s %s-now    # a run at once
                """.formatted(secret.command(name), name, name, name);
    }

    private String claim() {
        return """
                ---
                # The state folder: what was sent last, so that unchanged runs send nothing. Deleting the CronJob leaves it.
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata:
                  name: %s
                  labels:
                    app.kubernetes.io/name: bwdc
                    app.kubernetes.io/instance: %s
                spec:
                  accessModes: [ReadWriteOnce]
                  resources:
                    requests:
                      storage: 100Mi
                """.formatted(name, Yaml.quoted(job.name()));
    }

    private String cronJob() {
        return """
                ---
                apiVersion: batch/v1
                kind: CronJob
                metadata:
                  name: %s
                  labels:
                    app.kubernetes.io/name: bwdc
                    app.kubernetes.io/instance: %s
                spec:
                  schedule: %s
                  timeZone: %s
                  # A run that is still going is left alone; the new one is dropped.
                  concurrencyPolicy: Forbid
                  # A run that could not begin for an hour is dropped, too; the next one does the same work.
                  startingDeadlineSeconds: 3600
                  successfulJobsHistoryLimit: 3
                  failedJobsHistoryLimit: 3
                  jobTemplate:
                    spec:
                      # The next run is the second try. bwdc itself repeats requests that fail in passing.
                      backoffLimit: 0
                      # bwdc ends itself after %s; this is for when it cannot.
                      activeDeadlineSeconds: %d
                      template:
                        metadata:
                          labels:
                            app.kubernetes.io/name: bwdc
                            app.kubernetes.io/instance: %s
                """.formatted(
                        name,
                        Yaml.quoted(job.name()),
                        Yaml.quoted(schedule),
                        Yaml.quoted(zone),
                        Durations.words(job.timeLimit()),
                        job.timeLimit().plus(job.jitter()).plus(MARGIN).toSeconds(),
                        Yaml.quoted(job.name()));
    }

    private String pod() {
        return """
                        spec:
                          restartPolicy: Never
                          # It does not talk to the cluster.
                          automountServiceAccountToken: false
                          enableServiceLinks: false
                          terminationGracePeriodSeconds: 30
                          securityContext:
                            runAsNonRoot: true
                            runAsUser: %1$s
                            runAsGroup: %1$s
                            # The volume and the secret belong to this group.
                            fsGroup: %1$s
                            seccompProfile:
                              type: RuntimeDefault
                """.formatted(user);
    }

    private String container() {
        return """
                          containers:
                            - name: bwdc
                              image: %s
                              args:
                %s              env:
                %s              securityContext:
                                allowPrivilegeEscalation: false
                                readOnlyRootFilesystem: true
                                capabilities:
                                  drop: [ALL]
                              resources:
                                requests:
                                  cpu: 100m
                                  memory: 128Mi
                                limits:
                                  memory: 512Mi
                              volumeMounts:
                                - name: state
                                  mountPath: %s
                                - name: secret
                                  mountPath: %s
                                  readOnly: true
                                - name: tmp
                                  mountPath: /tmp
                """.formatted(
                Yaml.quoted(job.program()), arguments(), variables(), Yaml.quoted(job.folder()), MountedSecret.FOLDER);
    }

    private String arguments() {
        return job.arguments().stream()
                .map(word -> "                - " + Yaml.literal(word) + "\n")
                .collect(Collectors.joining());
    }

    private String variables() {
        return secret.variables().entrySet().stream()
                .map(each -> "                - name: " + each.getKey() + "\n                  value: "
                        + Yaml.literal(each.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private String volumes() {
        return """
                          volumes:
                            - name: state
                              persistentVolumeClaim:
                                claimName: %s
                            - name: secret
                              secret:
                                secretName: %s
                                defaultMode: 288    # 0440: root and the group above
                            # Java wants a place for temporary files.
                            - name: tmp
                              emptyDir:
                                sizeLimit: 64Mi
                """.formatted(name, name);
    }
}
