//! The addresses of this machine that a client in the same network could type.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// For each address listened at, what to type to reach it: itself, or every address of this machine where it
/// stands for all of them. Addresses that other machines can reach come before loopback.
pub fn to_type(listens: &[SocketAddr]) -> Vec<SocketAddr> {
    let mut list = Vec::new();
    for at in listens {
        if at.ip().is_unspecified() {
            let mut ips = own(at.ip());
            // Loopback typed on another machine would mean that machine.
            if ips.iter().any(|ip| !ip.is_loopback()) {
                ips.retain(|ip| !ip.is_loopback());
            }
            ips.sort_by_key(|ip| (ip.is_loopback(), ip.is_ipv6()));
            list.extend(ips.into_iter().map(|ip| SocketAddr::new(ip, at.port())));
        } else {
            list.push(*at);
        }
    }
    list.dedup();
    list
}

fn own(any: IpAddr) -> Vec<IpAddr> {
    let known = if_addrs::get_if_addrs().unwrap_or_default();
    let ips = known.iter().map(if_addrs::Interface::ip);
    // An address that only works with the name of a network card cannot be read out.
    let typed = |ip: &IpAddr| match ip {
        IpAddr::V4(ip) => !ip.is_link_local(),
        IpAddr::V6(ip) => any.is_ipv6() && !ip.is_unicast_link_local(),
    };
    let mut list: Vec<IpAddr> = ips.filter(typed).collect();
    list.dedup();
    list
}

/// The IPv6 /64 networks that this machine is in itself: there each address is a client of its own. Elsewhere a
/// single customer holds a whole /64, so all its addresses are counted as one.
pub struct Networks(Vec<u64>);

impl Networks {
    pub fn here() -> Self {
        let known = if_addrs::get_if_addrs().unwrap_or_default();
        let networks = known.iter().filter_map(|card| match card.ip() {
            IpAddr::V6(ip) => Some(network(ip)),
            IpAddr::V4(_) => None,
        });
        Self(networks.collect())
    }

    /// The address, or the network that stands for it.
    pub fn of(&self, ip: IpAddr) -> String {
        match ip.to_canonical() {
            IpAddr::V6(ip)
                if !self.0.contains(&network(ip))
                    && !ip.is_unicast_link_local()
                    && !ip.is_unique_local() =>
            {
                let first = Ipv6Addr::from_bits(u128::from(network(ip)) << 64);
                format!("{first}/64")
            }
            ip => ip.to_string(),
        }
    }
}

fn network(ip: Ipv6Addr) -> u64 {
    (ip.to_bits() >> 64) as u64
}

/// `ssh judge3@192.168.1.10 -p 2222`
pub fn command(login: &str, at: SocketAddr) -> String {
    match at.port() {
        22 => format!("ssh {login}@{}", at.ip()),
        port => format!("ssh {login}@{} -p {port}", at.ip()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remote_network_counts_as_one_and_the_local_one_does_not() {
        let networks = Networks(vec![0x2001_0db8_0001_0002]);
        let of = |ip: &str| networks.of(ip.parse().unwrap());
        assert_eq!(of("2001:db8:9:9::1"), of("2001:db8:9:9:5::2"));
        assert_eq!(of("2001:db8:9:9::1"), "2001:db8:9:9::/64");
        for (one, other) in [
            ("2001:db8:1:2::1", "2001:db8:1:2::2"),
            ("fd00::1", "fd00::2"),
            ("fe80::1", "fe80::2"),
            ("10.0.0.1", "10.0.0.2"),
        ] {
            assert_ne!(of(one), of(other));
        }
        assert_eq!(of("::ffff:10.0.0.1"), "10.0.0.1");
    }

    #[test]
    fn what_is_listened_at_is_what_is_typed() {
        let one: SocketAddr = "192.0.2.7:2222".parse().unwrap();
        assert_eq!(to_type(&[one]), [one]);
        assert_eq!(command("judge3", one), "ssh judge3@192.0.2.7 -p 2222");
        let all = to_type(&["0.0.0.0:2222".parse().unwrap()]);
        let here = |at: &SocketAddr| at.ip().is_loopback();
        assert!(
            !all.is_empty() && (all.iter().all(here) || !all.iter().any(here)),
            "{all:?}"
        );
        assert!(all.iter().all(|at| at.port() == 2222 && at.is_ipv4()));
    }
}
