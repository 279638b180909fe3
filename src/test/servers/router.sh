#!/usr/bin/env bash
# router.sh up|down DIR: a home network in network namespaces that have no way out:
#
#   gh-home 192.168.77.2 ── 192.168.77.1 gh-router WAN ── 44.128.0.9 gh-internet
#
# The router is Linux NAT with miniupnpd: UPnP IGD, NAT-PMP and PCP are real. DIR takes its pid file, log and leases.
# Environment:
#   CARRIER=            unset: the router's WAN address is public, 44.128.0.1.
#                       100.64.0.7 (CGNAT) or 10.9.8.7 (double NAT): a fourth namespace gh-carrier stands between,
#                       translates everything to 44.128.0.1 and lets nothing in
#   IGD=2|1|off         IGD version, or a router without any mapping protocol
#   ALLOW=1-65535       external ports that may be mapped (1024-65535: a router that refuses low ports)
#   MINIUPNPD=          the daemon to run; the default is Debian's. For CARRIER homes give miniupnpd-private-wan of provide.sh:
#                       it reports the private WAN address and grants mappings that lead nowhere, as many real routers do
#                       (Debian 12's own refuses them, which is the honest but rarer case)
#   BLOCK=              TCP ports that the provider drops, e.g. "80" or "80, 443"
#   NS=gh               what the names of the namespaces begin with; two labs at once need two names
# Run as root, or in a user namespace:
#   unshare -Urnm bash -c 'mount -t tmpfs tmpfs /run && mkdir /run/netns && router.sh up DIR && …'
# NAT-PMP only: nft insert rule inet filter input iifname lan0 udp dport 5351 @th,64,8 2 drop (0 instead of 2: PCP only).
# IPv4 only. miniupnpd refuses documentation addresses as WAN, hence 44.128.0.0/24; nothing leaves the namespaces.
set -euo pipefail
verb=${1:?up or down} dir=$(realpath -m "${2:?a folder}")
carrier=${CARRIER:-} igd=${IGD:-2} allow=${ALLOW:-1-65535} block=${BLOCK:-} net=${NS:-gh}
public=44.128.0.1 internet=44.128.0.9

# wire NS_A IF_A ADDRESS_A NS_B IF_B ADDRESS_B: a cable between two namespaces
wire() {
  ip link add "$2" netns "$net-$1" type veth peer name "$5" netns "$net-$4"
  ip -n "$net-$1" addr add "$3" dev "$2"; ip -n "$net-$1" link set "$2" up
  ip -n "$net-$4" addr add "$6" dev "$5"; ip -n "$net-$4" link set "$5" up
}

up() {
  mkdir -p "$dir"
  for ns in home router ${carrier:+carrier} internet; do ip netns add "$net-$ns"; ip -n "$net-$ns" link set lo up; done
  wire home eth0 192.168.77.2/24 router lan0 192.168.77.1/24
  ip -n "$net-home" route add default via 192.168.77.1
  if [[ -n $carrier ]]; then
    wire router wan0 "$carrier/24" carrier lan0 "${carrier%.*}.1/24"
    wire carrier wan0 "$public/24" internet eth0 "$internet/24"
    ip -n "$net-router" route add default via "${carrier%.*}.1"
    ip -n "$net-carrier" route add default via "$internet"
    nat "$net-carrier" <<<""
  else
    wire router wan0 "$public/24" internet eth0 "$internet/24"
    ip -n "$net-router" route add default via "$internet"
  fi
  nat "$net-router" <<<"$block"
  [[ $igd == off ]] || miniupnpd
}

# nat NAMESPACE <<<"blocked ports": masquerade what leaves by wan0, let in only what a mapping allows
nat() {
  local blocked provider=; read -r blocked || true
  [[ -z $blocked ]] || provider="iifname \"wan0\" tcp dport { $blocked } drop"
  ip netns exec "$1" sysctl -qw net.ipv4.ip_forward=1
  ip netns exec "$1" nft -f - <<NFT
table inet filter {
  chain miniupnpd { }
  chain prerouting_miniupnpd { }
  chain postrouting_miniupnpd { }
  chain provider {
    type filter hook prerouting priority -150; policy accept;
    $provider
  }
  chain input {
    type filter hook input priority 0; policy drop;
    ct state established,related accept
    iif lo accept
    iifname "lan0" accept
    ip protocol icmp accept
  }
  chain forward {
    type filter hook forward priority 0; policy drop;
    ct state established,related accept
    iifname "lan0" oifname "wan0" accept
    jump miniupnpd
  }
  chain prerouting {
    type nat hook prerouting priority -100; policy accept;
    jump prerouting_miniupnpd
  }
  chain postrouting {
    type nat hook postrouting priority 100; policy accept;
    jump postrouting_miniupnpd
    oifname "wan0" masquerade
  }
}
NFT
}

miniupnpd() {
  local private_wan=; [[ -z $carrier || -z ${MINIUPNPD:-} ]] || private_wan=ext_allow_private_ipv4=yes
  cat >"$dir/miniupnpd.conf" <<CONF
ext_ifname=wan0
listening_ip=lan0
http_port=5000
enable_natpmp=yes
enable_upnp=yes
min_lifetime=120
$private_wan
max_lifetime=86400
secure_mode=yes
system_uptime=yes
notify_interval=60
lease_file=$dir/upnp.leases
uuid=7f1a3c52-9d2e-4d0b-8a55-1d3f0c9e5b11
friendly_name=Lab router
upnp_table_name=filter
upnp_nat_table_name=filter
allow $allow 192.168.77.0/24 1-65535
deny 0-65535 0.0.0.0/0 0-65535
CONF
  rm -f "$dir/upnp.leases"
  local version=(); [[ $igd == 1 ]] && version=(-1)
  setsid ip netns exec "$net-router" "${MINIUPNPD:-/usr/sbin/miniupnpd}" "${version[@]}" -d -f "$dir/miniupnpd.conf" -P "$dir/run.pid" \
    >"$dir/miniupnpd.log" 2>&1 </dev/null &
  echo $! >"$dir/miniupnpd.pid"
  for _ in {1..50}; do grep -q 'listening on port' "$dir/miniupnpd.log" && return; sleep 0.1; done
}

down() {
  if [[ -f $dir/miniupnpd.pid ]]; then
    local pid; pid=$(cat "$dir/miniupnpd.pid")
    kill "$pid" 2>/dev/null || true
    for _ in {1..50}; do [[ -d /proc/$pid ]] || break; sleep 0.1; done
    rm -f "$dir/miniupnpd.pid"
  fi
  for ns in home router carrier internet; do ip netns del "$net-$ns" 2>/dev/null || true; done
}

"$verb"
