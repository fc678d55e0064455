//! Whom we trust: who proves to be who is asked, to those the system trusts. The server is another process's, for trust is read once.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, mpsc},
    thread,
};

use rustls::{ServerConfig, ServerConnection, StreamOwned, pki_types::PrivateKeyDer};

use super::measured::elsewhere_of;

/// A server for `localhost` that proves so by a certificate nobody knows, and that certificate.
fn server() -> (u16, String) {
    let own = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(own.signing_key.serialize_der().into());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.der().clone()], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let config = Arc::clone(&config);
            thread::spawn(move || {
                let connection = ServerConnection::new(config).unwrap();
                let mut stream = StreamOwned::new(connection, stream);
                // Who does not trust us hangs up here.
                if stream.read(&mut [0; 4096]).is_ok() {
                    let page =
                        b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret";
                    let _ = stream.write_all(page);
                    stream.conn.send_close_notify();
                    let _ = stream.flush();
                }
            });
        }
    });
    (port, own.cert.pem())
}

#[cfg(target_os = "linux")]
#[test]
fn who_cannot_prove_who_he_is_is_not_believed() {
    let (port, certificate) = server();
    let url = format!("https://localhost:{port}/");
    let (told, _) = elsewhere_of(&url, &[]);
    assert!(told.contains("cannot prove who it is"), "{told}");
    let file = tempfile::NamedTempFile::new().unwrap();
    file.as_file().write_all(certificate.as_bytes()).unwrap();
    let trusting = [("SSL_CERT_FILE", file.path().to_str().unwrap())];
    let (told, _) = elsewhere_of(&url, &trusting);
    assert_eq!(told, "came 6");
    // The same server by a name that its certificate does not bear.
    let (told, _) = elsewhere_of(&format!("https://127.0.0.1:{port}/"), &trusting);
    assert!(told.contains("cannot prove who it is"), "{told}");
}

/// What a server says that knows nothing newer than TLS 1.1: the record and the `ServerHello` in it, as they come over the wire. No library
/// of ours can say it any more.
fn hello_of_tls_1_1() -> Vec<u8> {
    let mut hello = vec![
        0x16, 0x03, 0x02, 0x00, 0x2a, 0x02, 0x00, 0x00, 0x26, 0x03, 0x02,
    ];
    hello.extend([0x5a; 32]);
    // No session, ECDHE with RSA and AES-128 in CBC, no compression.
    hello.extend([0x00, 0xc0, 0x13, 0x00]);
    hello
}

/// A record of TLS: what it is of, and what is in it.
fn record(stream: &mut TcpStream) -> (u8, Vec<u8>) {
    let mut head = [0; 5];
    stream.read_exact(&mut head).unwrap();
    let mut body = vec![0; usize::from(u16::from_be_bytes([head[3], head[4]]))];
    stream.read_exact(&mut body).unwrap();
    (head[0], body)
}

/// The versions that a `ClientHello` offers, from its extension `supported_versions`.
fn offered(hello: &[u8]) -> Vec<u16> {
    let short = |at: usize| u16::from_be_bytes([hello[at], hello[at + 1]]);
    // The head of the message, its version and its random number; then three lists.
    let mut at = 4 + 2 + 32;
    at += 1 + usize::from(hello[at]);
    at += 2 + usize::from(short(at));
    at += 1 + usize::from(hello[at]);
    at += 2;
    while at < hello.len() {
        let (kind, length) = (short(at), usize::from(short(at + 2)));
        if kind == 0x002b {
            let versions = hello[at + 5..at + 4 + length].chunks(2);
            return versions
                .map(|two| u16::from_be_bytes([two[0], two[1]]))
                .collect();
        }
        at += 4 + length;
    }
    Vec::new()
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_older_than_tls_1_2_is_offered_or_taken() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let (_, hello) = record(&mut stream);
            stream.write_all(&hello_of_tls_1_1()).unwrap();
            let answer = record(&mut stream);
            let _ = tell.send((offered(&hello), answer));
        }
    });
    let (said, _) = elsewhere_of(&format!("https://localhost:{port}/"), &[]);
    assert!(said.starts_with("failed "), "{said}");
    let (mut versions, (kind, answer)) = told.recv().unwrap();
    versions.sort_unstable();
    assert_eq!(versions, [0x0303, 0x0304], "TLS 1.2 and 1.3");
    // A fatal alert: the version of the protocol.
    assert_eq!((kind, &*answer), (0x15, &[2, 70][..]), "{said}");
}
