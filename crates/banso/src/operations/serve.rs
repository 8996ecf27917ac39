//! Serving: the listener, the worker beside it, and an orderly end when told to stop.

use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::app::{App, StartError};
use crate::{audit, journey, people, routes};

/// Serves until SIGTERM or SIGINT; requests under way are finished, the database is closed.
///
/// # Errors
/// When the address cannot be had.
pub async fn serve(app: App) -> Result<(), StartError> {
    let listener = TcpListener::bind(&app.settings.listen).await.map_err(|error| StartError::Io("listen", error))?;
    serve_on(app, listener, stop_signal()).await
}

/// The same on a listener and with a stop of one's own.
///
/// # Errors
/// When serving fails.
pub async fn serve_on(
    app: App,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), StartError> {
    let code = people::founding::code(&app)
        .await
        .map_err(|_| StartError::Io("founding code", std::io::ErrorKind::Other.into()))?;
    if let Some(code) = code {
        say_code(&app, &code);
    }
    audit::begin(&app).await?;
    journey::begin(&app).await?;
    say_ready(&listener);
    let (stopping, stopped) = watch::channel(false);
    let worker = tokio::spawn(kit::jobs::work_until(
        app.db.clone(),
        app.clone(),
        app.db.dice().uuid(app.db.clock().now()),
        told(stopped.clone()),
    ));
    let service = routes::router(&app).into_make_service_with_connect_info::<SocketAddr>();
    let end = async move {
        stop.await;
        let _ = stopping.send(true);
    };
    let served = axum::serve(listener, service).with_graceful_shutdown(end).await;
    let _ = worker.await;
    app.db.close().await?;
    served.map_err(|error| StartError::Io("serve", error))
}

async fn told(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// Who sets the place up reads this on the terminal: the page asks for the code.
#[expect(clippy::print_stdout, reason = "the code is for who can see this terminal and for nobody else")]
fn say_code(app: &App, code: &str) {
    println!("{} code: {code}", app.link(people::founding::PATH));
}

#[expect(clippy::print_stdout, reason = "programs that start it wait for this line")]
fn say_ready(listener: &TcpListener) {
    if let Ok(address) = listener.local_addr() {
        println!("ready http://{address}");
    }
}

/// SIGTERM or SIGINT.
pub(crate) async fn stop_signal() {
    let Ok(mut term) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    let Ok(mut int) = signal(SignalKind::interrupt()) else { return std::future::pending().await };
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
}
