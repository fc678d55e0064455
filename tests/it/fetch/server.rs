//! A server that behaves badly on request: it drips, hangs, cuts off, resets, floods, packs bombs, lies and leads astray. It notes every
//! request and when it came.
#![expect(
    clippy::disallowed_methods,
    reason = "a test that measures a wait looks at a stopwatch"
)]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

/// One request as it came.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) when: Instant,
    pub(super) method: String,
    /// The path with its query; the whole address where the server stands as a proxy.
    pub(super) path: String,
    headers: Vec<(String, String)>,
    pub(super) body: String,
}

impl Asked {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(header, _)| header.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// What is answered.
pub(super) enum Reply {
    /// These bytes, then the end of the connection.
    Bytes(Vec<u8>),
    /// These bytes, then one after another with that pause between.
    Drip(Vec<u8>, Duration),
    /// Nothing, for longer than anybody waits.
    Hang,
    /// The connection is torn down.
    Reset,
    /// These bytes, and then more of the same for ever.
    Endless(Vec<u8>, &'static [u8]),
}

/// A server on this computer, with the requests it got.
pub(super) struct Server {
    port: u16,
    log: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// One that allows robots everything, and answers whatever else by its path.
    pub(super) fn new(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        Self::bare(move |asked| match asked.path.as_str() {
            "/robots.txt" => status(404, "", ""),
            _ => answer(asked),
        })
    }

    /// One that answers everything, robots.txt included.
    pub(super) fn bare(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let log = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&log);
        let answer = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, noted) = (Arc::clone(&answer), Arc::clone(&noted));
                thread::spawn(move || serve(stream, &*answer, &noted));
            }
        });
        Self { port, log }
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// The requests so far, robots.txt among them.
    pub(super) fn log(&self) -> Vec<Asked> {
        self.log.lock().unwrap().clone()
    }

    /// The paths that were asked for, robots.txt left out.
    pub(super) fn paths(&self) -> Vec<String> {
        let log = self.log();
        let paths = log.iter().map(|asked| asked.path.clone());
        paths.filter(|path| path != "/robots.txt").collect()
    }
}

fn serve(stream: TcpStream, answer: &dyn Fn(&Asked) -> Reply, log: &Mutex<Vec<Asked>>) {
    let Some(asked) = read(&stream) else { return };
    log.lock().unwrap().push(asked.clone());
    // Whoever asked may well have gone away in the middle: that is what is tested.
    let _ = reply(stream, answer(&asked));
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let when = Instant::now();
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        headers.push((name.to_owned(), value.to_owned()));
    }
    let mut asked = Asked {
        when,
        method,
        path,
        headers,
        body: String::new(),
    };
    let length = asked
        .header("content-length")
        .and_then(|length| length.parse().ok());
    let mut body = vec![0; length.unwrap_or_default()];
    reader.read_exact(&mut body).ok()?;
    asked.body = String::from_utf8(body).ok()?;
    Some(asked)
}

fn reply(mut stream: TcpStream, reply: Reply) -> std::io::Result<()> {
    match reply {
        Reply::Bytes(bytes) => {
            stream.write_all(&bytes)?;
            stream.shutdown(Shutdown::Write)?;
            // Until the other side has read it all, lest the end of ours tears it down.
            stream.set_read_timeout(Some(Duration::from_secs(1)))?;
            let _ = stream.read(&mut [0; 1024])?;
        }
        Reply::Drip(head, pause) => {
            stream.write_all(&head)?;
            loop {
                stream.write_all(b"x")?;
                thread::sleep(pause);
            }
        }
        Reply::Hang => thread::sleep(Duration::from_secs(20)),
        Reply::Reset => reset(&stream),
        Reply::Endless(head, more) => {
            stream.write_all(&head)?;
            let more = more.repeat(1024);
            loop {
                stream.write_all(&more)?;
            }
        }
    }
    Ok(())
}

/// Tears a connection down: what is closed before all that came was read is not ended but reset.
fn reset(stream: &TcpStream) {
    let linger = Some(Duration::ZERO);
    let socket = socket2::SockRef::from(stream);
    socket.set_linger(linger).unwrap();
}

/// A page with further headers, each ended by a line break.
pub(super) fn page(headers: &str, body: impl AsRef<[u8]>) -> Reply {
    answer(200, headers, body.as_ref())
}

/// An answer with a short text.
pub(super) fn status(status: u16, headers: &str, body: &str) -> Reply {
    answer(status, headers, body.as_bytes())
}

/// An answer that leads elsewhere.
pub(super) fn redirect(status: u16, to: &str) -> Reply {
    answer(status, &format!("Location: {to}\n"), b"moved")
}

/// The head of an answer: status and headers, as they are.
pub(super) fn head(status: u16, headers: &str) -> Vec<u8> {
    let headers = headers.replace('\n', "\r\n");
    format!("HTTP/1.1 {status} Whatever\r\n{headers}Connection: close\r\n\r\n").into_bytes()
}

fn answer(status: u16, headers: &str, body: &[u8]) -> Reply {
    // A 304 has no body, whatever it says of one.
    let length = if status == 304 {
        String::new()
    } else {
        format!("Content-Length: {}\n", body.len())
    };
    let body = if status == 304 { &[][..] } else { body };
    Reply::Bytes([&head(status, &format!("{headers}{length}")), body].concat())
}
