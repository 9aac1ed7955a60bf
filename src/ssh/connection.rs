//! What one client asks for, and the answer to it: a terminal with a shell, once. Everything else is refused
//! with a reply, so that no client waits for one.

use super::Service;
use super::accept::Course;
use super::door::address;
use super::line;
use crate::tui::client::Client;
use russh::server::{
    Auth, ChannelOpenHandle, Handler, Msg, PublicKeyOffer, Response, Session, VerifiedPublicKey,
};
use russh::{Channel, ChannelId, ChannelOpenFailure, Disconnect, MethodKind, MethodSet, Pty};
use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;
use tokio::sync::oneshot;

/// So many PINs may be tried on one connection.
const TRIES: u32 = 3;
/// So many requests that are refused are told of; who makes many more is let go of.
const TOLD: u32 = 8;
const PATIENCE: u32 = 100;

/// One client's connection.
pub struct Connection {
    service: Arc<Service>,
    from: IpAddr,
    course: Arc<Course>,
    tries: u32,
    seat: Option<String>,
    client: Client,
    has_terminal: bool,
    denied: u32,
    channel: Option<ChannelId>,
    /// The line that waits for a shell to be asked for.
    begin: Option<oneshot::Sender<Client>>,
}

impl Connection {
    pub fn new(service: Arc<Service>, from: IpAddr, course: Arc<Course>) -> Self {
        Self {
            service,
            from,
            course,
            tries: 0,
            seat: None,
            client: Client::default(),
            has_terminal: false,
            denied: 0,
            channel: None,
            begin: None,
        }
    }

    /// Without a list of methods the one that failed would be struck off.
    fn again(&self) -> Auth {
        let methods = if self.tries < TRIES {
            self.service.methods()
        } else {
            // No list at all is taken by OpenSSH for one of everything, and it would ask for a password.
            MethodSet::from(&[MethodKind::PublicKey][..])
        };
        Auth::Reject {
            proceed_with_methods: Some(methods),
            partial_success: false,
        }
    }

    async fn try_pin(&mut self, login: &str, typed: &str) -> Auth {
        if self.tries >= TRIES {
            return self.again();
        }
        match self.service.door.pin(login, typed, self.from).await {
            Some(seat) => self.welcome(seat, "pin"),
            None => {
                self.tries += 1;
                if self.tries >= TRIES {
                    self.course.failed.notify_one();
                }
                self.again()
            }
        }
    }

    fn welcome(&mut self, seat: String, how: &str) -> Auth {
        let from = address(self.from);
        self.service
            .log
            .line("login", &[("seat", &seat), ("from", &from), ("by", how)]);
        self.seat = Some(seat);
        Auth::Accept
    }

    fn refuse(
        &mut self,
        channel: ChannelId,
        what: &str,
        session: &mut Session,
    ) -> Result<(), russh::Error> {
        let from = address(self.from);
        let seat = self.seat.as_deref().unwrap_or_default();
        self.denied += 1;
        if self.denied <= TOLD {
            self.service
                .log
                .line("denied", &[("seat", seat), ("from", &from), ("what", what)]);
        }
        if self.denied > PATIENCE {
            session.disconnect(Disconnect::ByApplication, "too many requests", "en")?;
        }
        session.channel_failure(channel)
    }
}

impl Handler for Connection {
    type Error = russh::Error;

    async fn auth_none(&mut self, _: &str) -> Result<Auth, Self::Error> {
        Ok(self.again())
    }

    async fn auth_password(&mut self, login: &str, typed: &str) -> Result<Auth, Self::Error> {
        Ok(self.try_pin(login, typed).await)
    }

    async fn auth_keyboard_interactive<'a>(
        &'a mut self,
        login: &str,
        _: &str,
        response: Option<Response<'a>>,
    ) -> Result<Auth, Self::Error> {
        let Some(mut response) = response else {
            // ASCII only: what else clients show before the login depends on their locale.
            return Ok(Auth::Partial {
                name: Cow::Borrowed(""),
                instructions: Cow::Borrowed(""),
                prompts: Cow::Borrowed(&[(Cow::Borrowed("PIN: "), false)]),
            });
        };
        let typed = response.next().unwrap_or_default();
        let typed = String::from_utf8_lossy(&typed).into_owned();
        Ok(self.try_pin(login, &typed).await)
    }

    async fn auth_publickey_offered(
        &mut self,
        login: &str,
        offer: PublicKeyOffer<'_>,
    ) -> Result<Auth, Self::Error> {
        Ok(match self.service.door.key(login, offer.public_key) {
            Some(_) => Auth::Accept,
            None => self.again(),
        })
    }

    async fn auth_publickey(
        &mut self,
        login: &str,
        key: VerifiedPublicKey<'_>,
    ) -> Result<Auth, Self::Error> {
        Ok(match self.service.door.key(login, key.public_key) {
            Some(seat) => self.welcome(seat, "key"),
            None => self.again(),
        })
    }

    async fn auth_succeeded(&mut self, _: &mut Session) -> Result<(), Self::Error> {
        self.course.proven.notify_one();
        Ok(())
    }

    async fn channel_open_session(
        &mut self,
        channel: Channel<Msg>,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), Self::Error> {
        let Some(seat) = self.seat.clone().filter(|_| self.channel.is_none()) else {
            reply
                .reject(ChannelOpenFailure::AdministrativelyProhibited)
                .await;
            return Ok(());
        };
        self.channel = Some(channel.id());
        self.course.opened.notify_one();
        let (begin, shell) = oneshot::channel();
        self.begin = Some(begin);
        reply.accept().await;
        // What the client sends is read from now on: unread, it would stop the whole connection.
        let line = line::Line {
            service: Arc::clone(&self.service),
            seat,
            from: address(self.from),
            course: Arc::clone(&self.course),
        };
        let (read, write) = channel.split();
        tokio::spawn(line.run(read, write, shell));
        Ok(())
    }

    async fn pty_request(
        &mut self,
        channel: ChannelId,
        term: &str,
        columns: u32,
        rows: u32,
        _: u32,
        _: u32,
        _: &[(Pty, u32)],
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        if self.begin.is_none() {
            return session.channel_failure(channel);
        }
        self.client.pty(term, columns, rows);
        self.has_terminal = true;
        session.channel_success(channel)
    }

    async fn window_change_request(
        &mut self,
        _: ChannelId,
        columns: u32,
        rows: u32,
        _: u32,
        _: u32,
        _: &mut Session,
    ) -> Result<(), Self::Error> {
        self.client.resize(columns, rows);
        Ok(())
    }

    async fn env_request(
        &mut self,
        channel: ChannelId,
        name: &str,
        value: &str,
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        if self.begin.is_some() && self.client.variable(name, value) {
            session.channel_success(channel)
        } else {
            session.channel_failure(channel)
        }
    }

    async fn shell_request(
        &mut self,
        channel: ChannelId,
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        let Some(begin) = self.begin.take() else {
            return session.channel_failure(channel);
        };
        session.channel_success(channel)?;
        if self.has_terminal && self.client.can_show() {
            // The line may be gone already; then there is nothing to begin.
            let _ = begin.send(self.client.clone());
            return Ok(());
        }
        let (seat, from) = (self.seat.as_deref().unwrap_or_default(), address(self.from));
        self.service.log.line(
            "logout",
            &[("seat", seat), ("from", &from), ("why", "no-terminal")],
        );
        let text = "pingshen: a terminal is needed (ssh -t, TERM=xterm) / \u{9700}\u{8981}\u{7ec8}\u{7aef}\r\n";
        session.extended_data(channel, 1, text.as_bytes().to_vec())?;
        session.exit_status_request(channel, 1)?;
        session.eof(channel)?;
        session.close(channel)
    }

    async fn exec_request(
        &mut self,
        channel: ChannelId,
        _: &[u8],
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        self.refuse(channel, "exec", session)?;
        session.close(channel)
    }

    async fn subsystem_request(
        &mut self,
        channel: ChannelId,
        _: &str,
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        self.refuse(channel, "subsystem", session)?;
        session.close(channel)
    }

    async fn agent_request(
        &mut self,
        channel: ChannelId,
        session: &mut Session,
    ) -> Result<bool, Self::Error> {
        self.refuse(channel, "agent", session)?;
        Ok(false)
    }

    async fn x11_request(
        &mut self,
        channel: ChannelId,
        _: bool,
        _: &str,
        _: &str,
        _: u32,
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        self.refuse(channel, "x11", session)
    }
}
