//! A server on this computer that gives one page everywhere, with nothing between the requests.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::Arc,
    thread,
    time::Duration,
};

/// Starts it with an answer, head and all, and gives its port.
pub(crate) fn serve(answer: Vec<u8>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let answer = Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = Arc::clone(&answer);
            // Whoever asked may have heard enough before the end.
            thread::spawn(move || reply(&stream, &answer));
        }
    });
    port
}

fn reply(mut stream: &TcpStream, answer: &[u8]) -> std::io::Result<()> {
    let mut first = String::new();
    let mut reader = BufReader::new(stream);
    reader.read_line(&mut first)?;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? <= 2 {
            break;
        }
    }
    let missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let is_robots = first.starts_with("GET /robots.txt");
    stream.write_all(if is_robots { missing } else { answer })?;
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_secs(1)))?;
    let _ = stream.read(&mut [0; 256])?;
    Ok(())
}

/// A page as it goes over the wire.
pub(crate) fn answer(headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}
