@echo off
setlocal
set kind=desktop
set main=app.gatehouse.launch.DesktopMain
"%~dp0launch.cmd" %*
