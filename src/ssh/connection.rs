//! The handler of one connection's requests: it grants a terminal with a shell, once, and refuses everything else
//! with a reply, so that no client waits for one.

use super::Service;
use super::auth::address;
use super::channel;
use super::state::{ConnectionState, Progress};
use crate::tui::terminal::client::Client;
use russh::server::{
    Auth, ChannelOpenHandle, Handler, Msg, PublicKeyOffer, Response, Session, VerifiedPublicKey,
};
use russh::{Channel, ChannelId, ChannelOpenFailure, Disconnect, MethodKind, MethodSet, Pty};
use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;
use tokio::sync::oneshot;

/// PINs that may be tried on one connection.
const MAX_ATTEMPTS: u32 = 3;
/// Refused requests that are logged, and after how many the client is disconnected.
const MAX_LOGGED_DENIALS: u32 = 8;
const MAX_DENIALS: u32 = 100;

/// One client's connection.
pub struct Connection {
    service: Arc<Service>,
    from: IpAddr,
    state: Arc<ConnectionState>,
    tries: u32,
    seat: Option<String>,
    client: Client,
    has_terminal: bool,
    denied: u32,
    channel: Option<ChannelId>,
    /// Starts the channel's app when a shell is requested.
    start: Option<oneshot::Sender<Client>>,
}

impl Connection {
    pub fn new(service: Arc<Service>, from: IpAddr, state: Arc<ConnectionState>) -> Self {
        Self {
            service,
            from,
            state,
            tries: 0,
            seat: None,
            client: Client::default(),
            has_terminal: false,
            denied: 0,
            channel: None,
            start: None,
        }
    }

    /// A rejection that names the methods that may be tried; without them the failed one would be struck off.
    fn reject(&self) -> Auth {
        let methods = if self.tries < MAX_ATTEMPTS {
            self.service.methods()
        } else {
            // OpenSSH takes an empty list for all methods, and would ask for a password.
            MethodSet::from(&[MethodKind::PublicKey][..])
        };
        Auth::Reject {
            proceed_with_methods: Some(methods),
            partial_success: false,
        }
    }

    async fn try_pin(&mut self, login: &str, typed: &str) -> Auth {
        self.state.advance(Progress::Authenticating);
        if self.tries >= MAX_ATTEMPTS {
            return self.reject();
        }
        match self.service.auth.pin(login, typed, self.from).await {
            Some(seat) => self.accept(seat, "pin"),
            None => {
                self.tries += 1;
                if self.tries >= MAX_ATTEMPTS {
                    self.state.attempts_exhausted.notify_one();
                }
                self.reject()
            }
        }
    }

    fn accept(&mut self, seat: String, how: &str) -> Auth {
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
        if self.denied <= MAX_LOGGED_DENIALS {
            self.service
                .log
                .line("denied", &[("seat", seat), ("from", &from), ("what", what)]);
        }
        if self.denied > MAX_DENIALS {
            session.disconnect(Disconnect::ByApplication, "too many requests", "en")?;
        }
        session.channel_failure(channel)
    }
}

impl Handler for Connection {
    type Error = russh::Error;

    async fn auth_none(&mut self, _: &str) -> Result<Auth, Self::Error> {
        self.state.advance(Progress::Authenticating);
        Ok(self.reject())
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
            self.state.advance(Progress::Authenticating);
            // ASCII only: clients show other characters depending on their locale.
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
        Ok(match self.service.auth.key(login, offer.public_key) {
            Some(_) => Auth::Accept,
            None => self.reject(),
        })
    }

    async fn auth_publickey(
        &mut self,
        login: &str,
        key: VerifiedPublicKey<'_>,
    ) -> Result<Auth, Self::Error> {
        Ok(match self.service.auth.key(login, key.public_key) {
            Some(seat) => self.accept(seat, "key"),
            None => self.reject(),
        })
    }

    async fn auth_succeeded(&mut self, _: &mut Session) -> Result<(), Self::Error> {
        self.state.authenticated.notify_one();
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
        self.state.channel_opened.notify_one();
        let (start, shell) = oneshot::channel();
        self.start = Some(start);
        reply.accept().await;
        // The channel is read from now on: unread data would stop the whole connection.
        let seat_channel = channel::SeatChannel {
            service: Arc::clone(&self.service),
            seat,
            from: address(self.from),
            state: Arc::clone(&self.state),
        };
        let (read, write) = channel.split();
        tokio::spawn(seat_channel.run(read, write, shell));
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
        if self.start.is_none() {
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
        if self.start.is_some() && self.client.variable(name, value) {
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
        let Some(start) = self.start.take() else {
            return session.channel_failure(channel);
        };
        session.channel_success(channel)?;
        if self.has_terminal && self.client.can_show() {
            // The channel may be closed already; then there is nothing to start.
            let _ = start.send(self.client.clone());
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
