package bwdc.schedule.windows;

import static bwdc.schedule.windows.CommandLine.powerShell;

/** The PowerShell script that does everything: folders, sign-in, task. */
final class InstallScript {
    private static final String ME = "[Security.Principal.WindowsIdentity]::GetCurrent().Name";

    /** The task names nobody yet, because whoever adds it was not known when it was written. */
    private static final String ADD_ME =
            "$xml = $xml.Replace('<LogonType>', \"<UserId>$([Security.SecurityElement]::Escape($Account))</UserId><LogonType>\")\n";

    private InstallScript() {}

    static String text(TaskFiles files, Account account) {
        var text = """
                # Installs the task %s. Run it in PowerShell as administrator:
                #   powershell.exe -ExecutionPolicy Bypass -File bwdc-%s.ps1
                # It may be run again. It holds no secret; it asks for what it needs and does not show it.
                #Requires -Version 5.1
                #Requires -RunAsAdministrator
                param([switch] $SignIn)   # -SignIn: sign in again, as after a new API key
                $ErrorActionPreference = 'Stop'

                $Account = %s
                $Folder  = %s
                $KeyFile = %s
                $Program = %s
                $Task    = %s

                # 1. The folder and that of the key: for the account alone. Administrators stay, who could take them anyway.
                function Protect-Folder([string] $Path) {
                    [IO.Directory]::CreateDirectory($Path) | Out-Null
                    $rules = New-Object Security.AccessControl.DirectorySecurity
                    $rules.SetAccessRuleProtection($true, $false)   # nothing is inherited from above
                    $everything = 'FullControl', 'ContainerInherit, ObjectInherit', 'None', 'Allow'
                    foreach ($who in @(
                        (New-Object Security.Principal.NTAccount $Account).Translate([Security.Principal.SecurityIdentifier]),
                        (New-Object Security.Principal.SecurityIdentifier 'S-1-5-32-544'))) {
                        $rules.AddAccessRule((New-Object Security.AccessControl.FileSystemAccessRule (@($who) + $everything)))
                    }
                    Set-Acl -LiteralPath $Path -AclObject $rules
                }
                Protect-Folder $Folder
                %s
                # The other two files, when this one is run from somewhere else.
                if ($PSScriptRoot -ne $Folder) {
                    foreach ($name in 'bwdc-%s.cmd', 'bwdc-%s.xml') {
                        [IO.File]::Copy("$PSScriptRoot\\$name", "$Folder\\$name", $true)
                    }
                }

                %s
                # 3. The task. -Force replaces one of the same name.
                $xml = [IO.File]::ReadAllText($Task, [Text.Encoding]::UTF8)
                %s
                Write-Output 'The task %s is installed. Try it: Start-ScheduledTask -TaskPath \\bwdc\\ -TaskName %s'
                """.formatted(
                        files.taskName(),
                        files.job().name(),
                        account.name().map(CommandLine::powerShell).orElse(ME),
                        powerShell(files.folder()),
                        powerShell(files.keyFile()),
                        powerShell(files.job().program()),
                        powerShell(files.task()),
                        files.ownKeyFolder() ? "Protect-Folder ([IO.Path]::GetDirectoryName($KeyFile))" : "",
                        files.job().name(),
                        files.job().name(),
                        signIn(files),
                        register(files, account),
                        files.taskName(),
                        files.job().name());
        // Windows PowerShell 5.1 takes a file without a mark at its beginning for the old code page.
        return (text.chars().allMatch(each -> each < 0x80) ? "" : "\uFEFF") + text.replace("\n", "\r\n");
    }

    private static String signIn(TaskFiles files) {
        if (files.secretIsHanded()) {
            return "# 2. No sign-in is needed: each run reads the secret from the file that BW_CLIENTSECRET_FILE names.\n";
        }
        return """
                # 2. Sign in, into the same folder and with the same key that the task will use. bwdc asks for the API key.
                $env:BITWARDENCLI_CONNECTOR_APPDATA_DIR = $Folder
                $env:BWDC_KEY_FILE = $KeyFile
                if ($SignIn -or -not (Test-Path -LiteralPath $KeyFile)) {
                    & $Program login
                    if ($LASTEXITCODE -ne 0) { throw "bwdc login ended with exit status $LASTEXITCODE" }
                }
                """;
    }

    private static String register(TaskFiles files, Account account) {
        var command = "Register-ScheduledTask -TaskPath '\\bwdc\\' -TaskName "
                + powerShell(files.job().name()) + " -Xml $xml -Force";
        return switch (account.logon()) {
            case S4U, MANAGED, BUILT_IN -> (account.name().isEmpty() ? ADD_ME : "") + command + " | Out-Null";
            case PASSWORD -> """
                $windows = Get-Credential -UserName $Account -Message 'The Windows password of the account that runs the task'
                $password = $windows.GetNetworkCredential().Password
                %s `
                    -User $windows.UserName -Password $password | Out-Null""".formatted(command);
        };
    }
}
