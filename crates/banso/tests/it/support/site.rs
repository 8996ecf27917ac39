//! The product, listening on loopback for a real browser; its clock stands still until the story moves it.

use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::TestApp;
use super::window::{Look, Window};

pub struct Site {
    pub app: TestApp,
    doors: Doors,
}

impl TestApp {
    /// Opens the doors.
    pub async fn serve(self) -> Site {
        let doors = Doors::open(self.router.clone()).await;
        Site { app: self, doors }
    }
}

impl Site {
    /// A new browser in front of it.
    pub async fn window(&self, look: Look) -> Window {
        Window::open(&self.doors.url, look).await
    }

    /// Ends the story, as [`TestApp::end`].
    pub async fn end(self) {
        self.doors.close().await;
        self.app.end().await;
    }
}

/// Any router on a free port.
pub struct Doors {
    pub url: String,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

impl Doors {
    pub async fn open(router: axum::Router) -> Self {
        let flavor = Handle::current().runtime_flavor();
        // a window that is dropped by a panic blocks its thread until the browser has ended, which waits for the product
        assert_eq!(flavor, RuntimeFlavor::MultiThread, "such stories are #[tokio::test(flavor = \"multi_thread\")]");
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel();
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let served = tokio::spawn(async move {
            let end = async move {
                let _ = stopped.await;
            };
            axum::serve(listener, service).with_graceful_shutdown(end).await.unwrap();
        });
        Self { url, stop, served }
    }

    pub async fn close(self) {
        let _ = self.stop.send(());
        self.served.await.unwrap();
    }
}
