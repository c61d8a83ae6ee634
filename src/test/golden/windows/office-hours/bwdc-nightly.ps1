# Installs the task \bwdc\nightly. Run it in PowerShell as administrator:
#   powershell.exe -ExecutionPolicy Bypass -File bwdc-nightly.ps1
# It may be run again. It holds no secret; it asks for what it needs and does not show it.
#Requires -Version 5.1
#Requires -RunAsAdministrator
param([switch] $SignIn)   # -SignIn: sign in again, as after a new API key
$ErrorActionPreference = 'Stop'

$Account = 'CORP\gmsa-bwdc$'
$Folder  = 'C:\ProgramData\bwdc'
$KeyFile = 'C:\ProgramData\bwdc-key\secrets.key'
$Program = 'C:\Program Files\bwdc\bwdc.cmd'
$Task    = 'C:\ProgramData\bwdc\bwdc-nightly.xml'

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
Protect-Folder ([IO.Path]::GetDirectoryName($KeyFile))
# The other two files, when this one is run from somewhere else.
if ($PSScriptRoot -ne $Folder) {
    foreach ($name in 'bwdc-nightly.cmd', 'bwdc-nightly.xml') {
        [IO.File]::Copy("$PSScriptRoot\$name", "$Folder\$name", $true)
    }
}

# 2. Sign in, into the same folder and with the same key that the task will use. bwdc asks for the API key.
$env:BITWARDENCLI_CONNECTOR_APPDATA_DIR = $Folder
$env:BWDC_KEY_FILE = $KeyFile
if ($SignIn -or -not (Test-Path -LiteralPath $KeyFile)) {
    & $Program login
    if ($LASTEXITCODE -ne 0) { throw "bwdc login ended with exit status $LASTEXITCODE" }
}

# 3. The task. -Force replaces one of the same name.
$xml = [IO.File]::ReadAllText($Task, [Text.Encoding]::UTF8)
Register-ScheduledTask -TaskPath '\bwdc\' -TaskName 'nightly' -Xml $xml -Force | Out-Null
Write-Output 'The task \bwdc\nightly is installed. Try it: Start-ScheduledTask -TaskPath \bwdc\ -TaskName nightly'
