@echo off
setlocal
set kind=cli
rem "gatehouse ... serve" becomes the service itself.
for %%a in (%*) do if "%%~a"=="serve" set kind=service
set main=app.gatehouse.launch.GatehouseMain
"%~dp0launch.cmd" %*
