#!/usr/bin/env bash
# forwarder.sh [SECONDS]: what a 1 KiB request through TLS costs in processor time: nginx, Caddy and our forwarder, one
# after another in one run, before the same app (nginx, a static file). Needs nginx, caddy, wrk and openssl, and the
# classes and test classes compiled (mvn -DskipTests package). The first round warms up for 30 s each: a JVM compiles while
# it runs, and that is not what a request costs.
#
# Compare the ratios, not the figures: they move with the computer and with what else runs on it.
set -euo pipefail
seconds=${1:-8}
top=$(cd "$(dirname "$0")/../../.." && pwd)
export PATH=$PATH:/usr/sbin:/sbin
for program in nginx caddy wrk openssl; do
  command -v "$program" >/dev/null || { echo "forwarder.sh: $program is missing" >&2; exit 2; }
done
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
built_with=$top/target/gatehouse/jvm/built-with.txt
[[ -r $built_with ]] && java=$(sed -n 's/^ *java.home = //p' "$built_with" | head -n 1)/bin/java

work=$(mktemp -d)
pids=()
cleanup() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
app=$(free_port) nginx_port=$(free_port) caddy_port=$(free_port) our_port=$(free_port)

chmod 755 "$work" # nginx as root reads files as another user
mkdir "$work/www"
head -c 1024 /dev/urandom | base64 -w 0 | head -c 1024 >"$work/www/1k"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null

cat >"$work/app.conf" <<END
daemon off; worker_processes 1; pid $work/app.pid; error_log stderr crit;
events { worker_connections 4096; }
http { access_log off; keepalive_requests 100000000; open_file_cache max=10;
  server { listen 127.0.0.1:$app; root $work/www; } }
END
cat >"$work/nginx.conf" <<END
daemon off; worker_processes 2; pid $work/nginx.pid; error_log stderr crit;
events { worker_connections 4096; }
http { access_log off; keepalive_requests 100000000;
  upstream app { server 127.0.0.1:$app; keepalive 256; keepalive_requests 100000000; }
  server { listen 127.0.0.1:$nginx_port ssl; server_name localhost;
    ssl_certificate $work/cert.pem; ssl_certificate_key $work/key.pem; ssl_protocols TLSv1.2 TLSv1.3;
    location / { proxy_pass http://app; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_set_header Host \$host; proxy_set_header X-Real-IP \$remote_addr;
      proxy_set_header X-Forwarded-For \$remote_addr; proxy_set_header X-Forwarded-Proto \$scheme; } } }
END
cat >"$work/Caddyfile" <<END
{
  admin off
  auto_https off
}
https://localhost:$caddy_port {
  bind 127.0.0.1
  tls $work/cert.pem $work/key.pem
  reverse_proxy 127.0.0.1:$app
}
END

start() { # start NAME COMMAND…: its process id goes to $started
  local name=$1
  shift
  "$@" >"$work/$name.log" 2>&1 &
  started=$!
  pids+=("$started")
}
wait_for() { # wait_for PORT NAME
  for _ in $(seq 300); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
    sleep 0.1
  done
  echo "forwarder.sh: $2 does not listen:" >&2
  cat "$work/$2.log" >&2
  exit 1
}
tree() { # a process and its children
  echo "$1"
  for child in $(cat "/proc/$1/task/$1/children" 2>/dev/null); do tree "$child"; done
}
ticks() { for pid in $(tree "$1"); do awk '{ print $14 + $15 }' "/proc/$pid/stat"; done | awk '{ t += $1 } END { print t }'; }
resident() { for pid in $(tree "$1"); do awk '/VmRSS/ { print $2 }' "/proc/$pid/status"; done | awk '{ t += $1 } END { print int(t / 1024) }'; }

measure() { # measure NAME PORT PID: a line in $work/results
  local before after out
  wrk -t1 -c64 "-d${warm}s" "https://localhost:$2/1k" >/dev/null 2>&1
  before=$(ticks "$3")
  out=$(wrk -t1 -c64 "-d${seconds}s" "https://localhost:$2/1k" 2>&1)
  after=$(ticks "$3")
  if grep -qE 'Non-2xx|Socket errors' <<<"$out"; then
    echo "forwarder.sh: $1 made errors:" >&2
    echo "$out" >&2
    exit 1
  fi
  awk -v name="$1" -v used=$((after - before)) -v hz="$(getconf CLK_TCK)" -v rss="$(resident "$3")" \
    '/requests in/ { n = $1 } /Requests\/sec/ { rps = $2 }
     END { printf "%s %.1f %d %d\n", name, used * 1000000 / hz / n, rps, rss }' <<<"$out" >>"$work/results"
}

class_path=$work/class-path
(cd "$top" && mvn -o -q dependency:build-classpath -Dmdep.outputFile="$class_path" -Dmdep.includeScope=test >/dev/null 2>&1)
mapfile -t options < <(cat "$top/packaging/jvm/common.options" "$top/packaging/jvm/service.options" | grep -v '^#')

start app nginx -p "$work" -c "$work/app.conf"
wait_for "$app" app
start nginx nginx -p "$work" -c "$work/nginx.conf"
nginx_pid=$started
start caddy env "HOME=$work" caddy run --adapter caddyfile --config "$work/Caddyfile"
caddy_pid=$started
start forwarder "$java" "${options[@]}" -cp "$top/target/classes:$top/target/test-classes:$(cat "$class_path")" \
  app.gatehouse.forward.ForwarderProcess "$app" "$our_port" localhost "$work/root.pem"
our_pid=$started
wait_for "$nginx_port" nginx
wait_for "$caddy_port" caddy
wait_for "$our_port" forwarder

for warm in 30 5; do
  measure nginx "$nginx_port" "$nginx_pid"
  measure caddy "$caddy_port" "$caddy_pid"
  measure forwarder "$our_port" "$our_pid"
done

awk '{ if (!($1 in cpu) || $2 < cpu[$1]) { cpu[$1] = $2; rps[$1] = $3 } rss[$1] = $4 }
  END {
    printf "%-10s %14s %12s %8s %10s %10s\n", "", "CPU us/request", "requests/s", "RSS MB", "to nginx", "to Caddy"
    split("nginx caddy forwarder", names)
    for (i = 1; i <= 3; i++) { n = names[i]
      printf "%-10s %14.1f %12d %8d %10.2f %10.2f\n", n, cpu[n], rps[n], rss[n], cpu[n] / cpu["nginx"], cpu[n] / cpu["caddy"] }
  }' "$work/results"
