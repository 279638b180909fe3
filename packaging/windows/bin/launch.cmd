@echo off
rem Ran by the programs beside it, which set kind and main, with their arguments. Starts main of the image that they lie in, on its
rem own Java or on the first JDK found that is new enough; kind chooses ..\jvm\KIND.options.
setlocal
for %%i in ("%~dp0..") do set "image=%%~fi"

rem In the folder that the .msi makes, the image is "app", and its Java lies beside it.
for %%r in ("%image%\runtime" "%image%\..\runtime") do if exist "%%~r\bin\java.exe" set "java=%%~fr\bin\java.exe"
if not defined java goto development

set cache=service
if "%kind%"=="desktop" set cache=desktop
rem The same for all programs, as in the training, or the cache does not fit; then Java starts more slowly and says nothing.
"%java%" "@%image%\jvm\common.options" "@%image%\jvm\%kind%.options" "-Dgatehouse.image=%image%" ^
  --enable-native-access=javafx.graphics "-XX:AOTCache=%image%\lib\%cache%.aot" -Xlog:aot=off "-Xlog:aot*=off" ^
  "-Djava.library.path=%image%\lib\native" -cp "%image%\lib\gatehouse.jar" %main% %*
exit /b %errorlevel%

:development
if defined JAVA_HOME call :consider "%JAVA_HOME%"
rem The JDK that built this image.
if not defined java for /f "tokens=1,* delims==" %%a in ('findstr /c:"java.home =" "%image%\jvm\built-with.txt" 2^>nul') do (
  for /f "tokens=*" %%h in ("%%b") do call :consider "%%h"
)
if not defined java for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*") do call :consider "%%d"
if not defined java (
  echo Gatehouse needs Java 25 or newer; none was found. Install one or set JAVA_HOME to it. 1>&2
  exit /b 1
)
set "modules="
if "%kind%"=="desktop" set modules=--enable-native-access=javafx.graphics --module-path "%image%\lib\javafx" --add-modules javafx.controls
"%java%" "@%image%\jvm\common.options" "@%image%\jvm\%kind%.options" "-Dgatehouse.image=%image%" %modules% ^
  -cp "%image%\lib\gatehouse.jar" %main% %*
exit /b %errorlevel%

rem A JDK says its version in a file: asking the program itself would cost a tenth of a second.
:consider
if defined java exit /b
if not exist "%~1\bin\java.exe" exit /b
findstr /r /c:"^JAVA_VERSION=.2[5-9]" /c:"^JAVA_VERSION=.[3-9][0-9]" "%~1\release" >nul 2>&1 && set "java=%~1\bin\java.exe"
exit /b
