#!/usr/bin/env bash
# render.sh: draws the PNG files of this folder and of src/main/resources/icons from the SVG sources, with Chromium.
# Run it after changing an SVG and commit what it wrote.
set -euo pipefail
cd "$(dirname "$0")"
page=$(mktemp --suffix=.html)
trap 'rm -f "$page"' EXIT
python3 - "$page" <<'PY'
import base64, json, sys
jobs = [("gatehouse", s) for s in (16, 24, 32, 48, 64, 128, 256, 512)]
for name in ("tray-dark", "tray-light"):
    jobs += [(name, s) for s in (16, 22, 24, 32, 48)]
def uri(name):
    source = "tray" if name.startswith("tray") else name
    svg = open(source + ".svg").read()
    if name == "tray-light":  # white, for dark panels
        svg = svg.replace("#000000", "#ffffff")
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
open(sys.argv[1], "w").write("""<body><script>
(async () => {
  const out = [];
  for (const [name, size, uri] of %s) {
    const image = new Image(size, size); image.src = uri; await image.decode();
    const canvas = document.createElement('canvas'); canvas.width = canvas.height = size;
    canvas.getContext('2d').drawImage(image, 0, 0, size, size);
    out.push(name + '-' + size + ' ' + canvas.toDataURL('image/png').split(',')[1]);
  }
  document.body.textContent = out.join('\\n');
})();
</script></body>""" % json.dumps([[n, s, uri(n)] for n, s in jobs]))
PY
chromium --headless --no-sandbox --disable-gpu --virtual-time-budget=5000 --dump-dom "file://$page" 2>/dev/null |
  sed 's/<[^>]*>//g' | while read -r name data; do
  [[ -n ${data:-} ]] || continue
  base64 -d <<<"$data" >"$name.png"
done
into=../src/main/resources/icons
mkdir -p "$into"
cp gatehouse-16.png gatehouse-32.png gatehouse-48.png gatehouse-128.png gatehouse-256.png "$into"
cp tray-dark-*.png tray-light-*.png "$into"
