"""The two small APIs that people put before the internet: text recognition and speech.

Real Flask on its development server, as such programs are run at home. What they compute is not the
point: /ocr answers with facts about the uploaded file, /tts with a tone as long as the text.

usage: speech_and_text.py PORT
"""

import hashlib
import io
import math
import struct
import sys
import wave

from flask import Flask, Response, jsonify, request

app = Flask(__name__)


@app.get("/")
def index():
    return "<!doctype html><title>Speech</title><h1>Text to speech</h1>"


@app.post("/ocr")
def ocr():
    if "file" not in request.files:
        return jsonify(error="no file"), 400
    upload = request.files["file"]
    content = upload.read()
    answer = jsonify(
        text="Text of " + upload.filename,
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    # As Flask-CORS does it for the paths that pages of other origins may use.
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


@app.route("/tts", methods=["GET", "POST"])
def tts():
    text = request.values.get("text", "")
    if not text:
        return jsonify(error="no text"), 400
    return Response(tone(len(text)), mimetype="audio/wav")


@app.get("/headers")
def headers():
    """What reached the app: for tests of what a forwarder passes on."""
    return jsonify(headers=list(request.headers.items()), address=request.remote_addr)


@app.get("/events")
def events():
    """A stream of events; the next one comes only when the reader asks for it by reading on."""
    count = int(request.args.get("count", "3"))

    def stream():
        for number in range(count):
            yield f"data: {number}\n\n"

    return Response(stream(), mimetype="text/event-stream")


def tone(letters):
    rate, frames = 8000, 8000 // 20 * letters
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        for frame in range(frames):
            sound.writeframes(struct.pack("<h", int(12000 * math.sin(440 * 2 * math.pi * frame / rate))))
    return out.getvalue()


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]))
