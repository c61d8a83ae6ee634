@echo off
rem What the task \bwdc\nightly runs. A task has no variables of its own, so they are set here.
rem There is no secret in this file. `bwdc schedule` wrote it and will write it again.
setlocal DisableDelayedExpansion
rem The state folder, and what else the run has to know:
set BITWARDENCLI_CONNECTOR_APPDATA_DIR=C:\ProgramData\bwdc
set BWDC_KEY_FILE=C:\ProgramData\bwdc-key\secrets.key
set BW_CLIENTSECRET_FILE=C:\ProgramData\bwdc\secret
rem Silent when all is well. No "call", so the exit status of bwdc becomes that of the task.
"C:\Program Files\bwdc\bwdc.cmd" sync --job nightly --log C:\ProgramData\bwdc\bwdc.log --time-limit 1h >>"C:\ProgramData\bwdc\bwdc-nightly.out" 2>&1
