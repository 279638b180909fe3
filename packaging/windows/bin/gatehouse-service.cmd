@echo off
setlocal
set kind=service
set main=app.gatehouse.launch.ServiceMain
"%~dp0launch.cmd" %*
