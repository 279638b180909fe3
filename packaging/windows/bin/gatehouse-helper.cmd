@echo off
setlocal
set kind=cli
set main=app.gatehouse.launch.HelperMain
"%~dp0launch.cmd" %*
