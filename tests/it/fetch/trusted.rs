//! Whom we trust: who proves to be who is asked, to those the system trusts. The server is another process's, for trust is read once.

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::Arc,
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
