#!/usr/bin/env bash
# router.sh up|restart|down DIR: a home network in network namespaces that have no way out:
#
#   gh-home 192.168.77.2 ──┐
#   gh-second 192.168.77.9 ┴─ 192.168.77.1 gh-router WAN ── 44.128.0.9 gh-internet
#
# The router is Linux NAT with miniupnpd: UPnP IGD, NAT-PMP and PCP are real. DIR takes its pid file, log and leases.
# "restart" is a router that was switched off and on again: it has forgotten its mappings. Give it the environment of "up".
# Environment:
#   CARRIER=            unset: the router's WAN address is public, 44.128.0.1.
#                       100.64.0.7 (CGNAT) or 10.9.8.7 (double NAT): a namespace gh-carrier stands between,
#                       translates everything to 44.128.0.1 and lets nothing in
#   IGD=2|1|off         IGD version, or a router without any mapping protocol, which says so
#   SPEAKS="upnp nat-pmp pcp"   what the router speaks; it is silent in what is left out ("none": in all of them)
#   ALLOW=1-65535       external ports that may be mapped (1024-65535: a router that refuses low ports)
#   SHORTEST=120        seconds of the shortest lease
#   LONGEST=86400       seconds of the longest lease, 121 at least
#   MINIUPNPD=          the daemon to run; the default is Debian's. For CARRIER homes give miniupnpd-private-wan of provide.sh:
#                       it reports the private WAN address and grants mappings that lead nowhere, as many real routers do
#                       (Debian 12's own refuses them, which is the honest but rarer case)
#   BLOCK=              TCP ports that the provider drops, e.g. "80" or "80, 443"
#   IPV6=yes|open       the provider routes 2a44:128:0:77::/64 to the home: home ::2, second ::9, router ::1 and fe80::1; the internet
#                       is 2a44:128:0:1::9. The router lets in what has a pinhole (UPnP, on ports from 1024; PCP, on every port),
#                       or everything (open)
#   SIDE=yes            a second card of the home computer, 192.168.78.2, whose network gh-side (192.168.78.1) leads nowhere
#   NS=gh               what the names of the namespaces begin with; two labs at once need two names
# Run as root, or in a user namespace:
#   unshare -Urnm bash -c 'mount -t tmpfs tmpfs /run && mkdir /run/netns && router.sh up DIR && …'
# miniupnpd refuses documentation addresses as WAN, hence 44.128.0.0/24; 2a44::/16 has been given to nobody. Nothing leaves the
# namespaces. miniupnpd speaks no WANPPPConnection and takes leases of any length (no error 725): a stand-in does, FakeIgd.
set -euo pipefail
verb=${1:?up, restart or down} dir=$(realpath -m "${2:?a folder}")
carrier=${CARRIER:-} igd=${IGD:-2} speaks=${SPEAKS:-upnp nat-pmp pcp} allow=${ALLOW:-1-65535} block=${BLOCK:-}
ipv6=${IPV6:-} side=${SIDE:-} net=${NS:-gh}
public=44.128.0.1 internet=44.128.0.9

# wire NS_A IF_A ADDRESS_A NS_B IF_B ADDRESS_B: a cable between two namespaces
wire() {
  ip link add "$2" netns "$net-$1" type veth peer name "$5" netns "$net-$4"
  ip -n "$net-$1" addr add "$3" dev "$2"; ip -n "$net-$1" link set "$2" up
  ip -n "$net-$4" addr add "$6" dev "$5"; ip -n "$net-$4" link set "$5" up
}

up() {
  mkdir -p "$dir"
  for ns in home second router ${carrier:+carrier} ${side:+side} internet; do ip netns add "$net-$ns"; ip -n "$net-$ns" link set lo up; done
  # Without snooping, as in a plain switch: searches go to everybody.
  ip -n "$net-router" link add lan0 type bridge mcast_snooping 0
  ip -n "$net-router" addr add 192.168.77.1/24 dev lan0
  ip -n "$net-router" link set lan0 up
  plug home 192.168.77.2/24 lan1
  plug second 192.168.77.9/24 lan2
  [[ -z $side ]] || wire home eth1 192.168.78.2/24 side eth0 192.168.78.1/24
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
  [[ -z $ipv6 ]] || six
  silence
  [[ $igd == off ]] || miniupnpd
}

# plug HOST ADDRESS PORT: a computer of the home, at the router's switch
plug() {
  wire "$1" eth0 "$2" router "$3" 0.0.0.0/32
  ip -n "$net-router" addr flush dev "$3"
  ip -n "$net-router" link set "$3" master lan0
  ip -n "$net-$1" route add default via 192.168.77.1
}

# IPv6 needs no translation; the way in is closed by the same chain.
six() {
  local prefix=2a44:128:0:77 outside=2a44:128:0:1 wan=2a44:128:0:1 up=9
  ip netns exec "$net-router" sysctl -qw net.ipv6.conf.all.forwarding=1
  ip -n "$net-router" addr add fe80::1/64 dev lan0 nodad
  ip -n "$net-router" addr add "$prefix::1/64" dev lan0 nodad
  ip -n "$net-internet" addr add "$outside::9/64" dev eth0 nodad
  ip -n "$net-internet" route add "$prefix::/64" via "$outside::1"
  if [[ -n $carrier ]]; then
    # Carriers translate IPv4 only.
    wan=2a44:128:0:2 up=2
    ip netns exec "$net-carrier" sysctl -qw net.ipv6.conf.all.forwarding=1
    ip netns exec "$net-carrier" nft insert rule inet filter forward meta nfproto ipv6 accept
    ip -n "$net-carrier" addr add "$outside::1/64" dev wan0 nodad
    ip -n "$net-carrier" addr add "$wan::$up/64" dev lan0 nodad
    ip -n "$net-carrier" route add "$prefix::/64" via "$wan::1"
    ip -n "$net-carrier" -6 route add default via "$outside::9"
    ip -n "$net-internet" route add "$wan::/64" via "$outside::1"
  fi
  ip -n "$net-router" addr add "$wan::1/64" dev wan0 nodad
  ip -n "$net-router" -6 route add default via "$wan::$up"
  [[ $ipv6 != open ]] || ip netns exec "$net-router" nft insert rule inet filter forward meta nfproto ipv6 accept
  ip -n "$net-home" addr add "$prefix::2/64" dev eth0 nodad
  ip -n "$net-second" addr add "$prefix::9/64" dev eth0 nodad
  for host in home second; do ip -n "$net-$host" -6 route add default via fe80::1 dev eth0; done
}

# Drops the questions of protocols that this router does not speak: the first byte of NAT-PMP is 0, of PCP 2.
silence() {
  local rule="insert rule inet filter input iifname lan0 udp dport"
  [[ $speaks == *upnp* ]] || ip netns exec "$net-router" nft "$rule" 1900 drop
  [[ $speaks == *nat-pmp* ]] || ip netns exec "$net-router" nft "$rule" 5351 @th,64,8 0 drop
  [[ $speaks == *pcp* ]] || ip netns exec "$net-router" nft "$rule" 5351 @th,64,8 2 drop
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
    meta l4proto { icmp, ipv6-icmp } accept
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
    meta nfproto ipv4 oifname "wan0" masquerade
  }
}
NFT
}

miniupnpd() {
  local private_wan=; [[ -z $carrier || -z ${MINIUPNPD:-} ]] || private_wan=ext_allow_private_ipv4=yes
  local upnp=no; [[ $speaks != *upnp* ]] || upnp=yes
  cat >"$dir/miniupnpd.conf" <<CONF
ext_ifname=wan0
listening_ip=lan0
http_port=5000
enable_natpmp=yes
enable_upnp=$upnp
min_lifetime=${SHORTEST:-120}
$private_wan
max_lifetime=${LONGEST:-86400}
secure_mode=yes
system_uptime=no
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
  for _ in {1..50}; do grep -q 'Listening for NAT-PMP' "$dir/miniupnpd.log" && return; sleep 0.1; done
}

restart() {
  halt
  for chain in miniupnpd prerouting_miniupnpd postrouting_miniupnpd; do
    ip netns exec "$net-router" nft flush chain inet filter "$chain"
  done
  miniupnpd
}

halt() {
  if [[ -f $dir/miniupnpd.pid ]]; then
    local pid; pid=$(cat "$dir/miniupnpd.pid")
    kill "$pid" 2>/dev/null || true
    for _ in {1..50}; do [[ -d /proc/$pid ]] || break; sleep 0.1; done
    rm -f "$dir/miniupnpd.pid"
  fi
}

down() {
  halt
  for ns in home second router carrier side internet; do ip netns del "$net-$ns" 2>/dev/null || true; done
}

"$verb"
