@echo off
rem Starts bwdc on Windows: beside bwdc-HASH.jar in a folder of its own, or in a source checkout that was built before. It has
rem the options of the shell script bwdc; a test compares the two. Values are quoted and never go through "call", which would
rem read percent signs in them once more. Names of variables know no case, so none may be that of a variable that counts.
setlocal EnableExtensions DisableDelayedExpansion
set "ERRORLEVEL="
set "_here=%~dp0"
set "_here=%_here:~0,-1%"
set "_jdk="

if not defined JAVA_HOME goto installed
set "_candidate=%JAVA_HOME:"=%"
call :take_jdk
:installed
for /d %%D in (
    "%ProgramFiles%\Eclipse Adoptium\jdk-*"
    "%ProgramFiles%\Java\jdk-*"
    "%ProgramFiles%\Microsoft\jdk-*"
    "%ProgramFiles%\Amazon Corretto\jdk*"
    "%ProgramFiles%\Zulu\zulu-*"
    "%ProgramFiles%\BellSoft\LibericaJDK-*"
) do (
    set "_candidate=%%~D"
    call :take_jdk
)
set "_found="
for %%J in (java.exe) do set "_found=%%~$PATH:J"
if not defined _found goto looked
for %%F in ("%_found%\..\..") do set "_candidate=%%~fF"
call :take_jdk
:looked
if defined _jdk goto program
>&2 echo bwdc needs a JDK 25, and none was found in JAVA_HOME, %ProgramFiles% or PATH.
>&2 echo hint: install one, for example Temurin 25, or set JAVA_HOME to it
exit /b 1

:program
set "_folder=%_here%"
if exist "%_here%\pom.xml" set "_folder=%_here%\target\dist"
set "_jar="
for %%F in ("%_folder%\bwdc-*.jar") do set "_jar=%%~fF"
if defined _jar goto options
>&2 echo The program is missing in "%_folder%".
>&2 echo hint: install bwdc again; a source checkout is built by its script bwdc, in a shell
exit /b 1

:options
rem Short runs should start fast, long ones keep their memory small: measured with bench/run.
for %%F in ("%_jar%") do set "_cache=%%~dpnF-%_build%.aot"
set "_options="
if "%~1"=="--version" goto start
if "%~1"=="-v" goto start
if "%~1"=="daemon" goto daemon
if exist "%_cache%" set _options=-XX:AOTCache="%_cache%"
goto start

:daemon
rem It only waits, for weeks: without compiler, cache and a large heap it needs 20 MB less. Runs are other processes.
set "_options=-Xint -Xms4m -Xmn1m -Xmx32m --enable-native-access=ALL-UNNAMED"

:start
"%_jdk%\bin\java.exe" -Xlog:disable -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xmn64m %BWDC_JAVA_OPTIONS% %_options% -Dbwdc.home="%_here%" -cp "%_jar%" bwdc.Main %*
exit /b %ERRORLEVEL%

rem Sets _jdk and _build when _candidate holds a JDK of at least 25, and none was found before.
:take_jdk
if defined _jdk exit /b 0
if not exist "%_candidate%\bin\java.exe" exit /b 0
if not exist "%_candidate%\release" exit /b 0
set "_version="
set "_build="
for /f "usebackq tokens=1,* delims==" %%A in ("%_candidate%\release") do (
    if "%%A"=="JAVA_VERSION" set "_version=%%~B"
    if "%%A"=="JAVA_RUNTIME_VERSION" set "_build=%%~B"
)
set "_major=0"
for /f "tokens=1 delims=.-+" %%A in ("%_version%") do set "_major=%%A"
if %_major% LSS 25 exit /b 0
if not defined _build set "_build=%_version%"
set "_jdk=%_candidate%"
exit /b 0
