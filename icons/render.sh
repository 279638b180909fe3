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
for state in ("ok", "attention", "broken", "off"):
    jobs += [("tray-" + state, s) for s in (16, 22, 24, 32, 48)]
def uri(name):
    source, _, state = name.partition("-")
    svg = open(source + ".svg").read()
    if state:
        hide = "[class]:not([class~=" + state + "])"
        svg = svg.replace("<defs>", "<style>" + hide + "{display:none}</style><defs>", 1)
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
cp tray-*.png "$into"
