"use strict";
const by = id => document.getElementById(id);
const words = document.body.dataset;
const secure = location.protocol === "https:";
by("connection").textContent = secure ? by("connection").dataset.secure : by("connection").dataset.plain;

// A request of its own instead of fetch(): only it tells how much has been sent.
by("upload").addEventListener("submit", event => {
  event.preventDefault();
  const file = by("file").files[0];
  if (!file) return;
  const request = new XMLHttpRequest();
  by("upload-result").hidden = true;
  by("upload-failed").textContent = "";
  request.upload.onprogress = e => { if (e.total) by("upload-progress").value = 100 * e.loaded / e.total; };
  request.onerror = () => { by("upload-failed").textContent = words.failed; };
  request.onload = () => {
    if (request.status !== 200) { request.onerror(); return; }
    const result = JSON.parse(request.responseText);
    by("upload-progress").value = 100;
    by("bytes").textContent = result.bytes.toLocaleString(document.documentElement.lang);
    by("sha256").textContent = result.sha256;
    by("upload-result").hidden = false;
  };
  request.open("POST", "upload");
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.send(file);
});

by("work").addEventListener("click", () => {
  const events = new EventSource("work");
  const state = by("work-state");
  by("work").disabled = true;
  state.textContent = "";
  const end = text => { events.close(); state.textContent = text; by("work").disabled = false; };
  const show = percent => { by("work-progress").value = percent; state.textContent = percent + " %"; };
  events.addEventListener("progress", e => show(Number(e.data)));
  events.addEventListener("done", e => { show(Number(e.data)); end(state.dataset.done); });
  events.onerror = () => end(words.failed);
});

let socket = null;
function connect() {
  const address = new URL("echo", location.href);
  address.protocol = secure ? "wss:" : "ws:";
  socket = new WebSocket(address);
  socket.onopen = () => { by("socket-state").textContent = words.connected; by("send").disabled = false; };
  socket.onclose = () => { by("socket-state").textContent = words.closed; by("send").disabled = true; setTimeout(connect, 3000); };
  socket.onmessage = e => {
    const line = document.createElement("li");
    line.textContent = e.data;
    by("echoes").append(line);
    while (by("echoes").children.length > 5) by("echoes").firstElementChild.remove();
  };
}
by("say").addEventListener("submit", event => {
  event.preventDefault();
  socket.send(by("message").value);
  by("message").value = "";
});
connect();
