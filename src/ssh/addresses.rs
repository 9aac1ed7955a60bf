//! The addresses of this machine that somebody in the room could type.

use std::net::{IpAddr, SocketAddr};

/// For each address listened at, what to type to reach it: itself, or every address of this machine where it
/// stands for all of them. Those of the room come before this machine's own.
pub fn to_type(listens: &[SocketAddr]) -> Vec<SocketAddr> {
    let mut list = Vec::new();
    for at in listens {
        if at.ip().is_unspecified() {
            let mut ips = own(at.ip());
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
    fn what_is_listened_at_is_what_is_typed() {
        let one: SocketAddr = "192.0.2.7:2222".parse().unwrap();
        assert_eq!(to_type(&[one]), [one]);
        assert_eq!(command("judge3", one), "ssh judge3@192.0.2.7 -p 2222");
        let all = to_type(&["0.0.0.0:2222".parse().unwrap()]);
        assert!(all.contains(&"127.0.0.1:2222".parse().unwrap()), "{all:?}");
        assert!(all.iter().all(|at| at.port() == 2222 && at.is_ipv4()));
    }
}
