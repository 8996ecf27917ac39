//! A supporter's own free times: the promise of the month, weekly and dated openings, closings, and how they receive.
//!
//! What is taken back stays as a row with its time, so the history can say what was open when.

mod page;
pub(super) mod promise;
pub(super) mod reasons;
mod rows;
mod sample;
pub(super) mod settings;
mod store;
mod words;

use kit::web::Entry;

use self::page::Page;
use self::rows::{Kind, Reading};
use crate::cx::Cx;
use crate::frame::Flash;
use crate::problem::Answer;

pub use self::promise::{Month, standing};
pub(super) use self::sample::samples;

/// The page.
pub(super) async fn show(cx: Cx) -> Answer {
    cx.page(&Page::load(&cx).await?)
}

/// Weekly openings, several rows at once.
pub(super) async fn weekly(cx: Cx, entry: Entry) -> Answer {
    update(cx, entry, Kind::Weekly).await
}

/// Openings on single days.
pub(super) async fn dated(cx: Cx, entry: Entry) -> Answer {
    update(cx, entry, Kind::Dated).await
}

/// Days and hours taken back.
pub(super) async fn closings(cx: Cx, entry: Entry) -> Answer {
    update(cx, entry, Kind::Closing).await
}

/// Nothing is overwritten: a row that changed is withdrawn and written anew.
async fn update(cx: Cx, mut entry: Entry, kind: Kind) -> Answer {
    let supporter = cx.viewer()?.person;
    let tx = cx.app.db.begin().await?;
    let kept = store::live(&tx, supporter, cx.frame().calendar.today()).await?;
    let reading = Reading::of(&mut entry, kind, &kept, cx.frame().calendar.today());
    if !entry.is_sound() {
        drop(tx);
        return cx.refuse(&Page::load(&cx).await?.refusing(kind, entry));
    }
    store::withdraw(&tx, kind, supporter, &reading.gone).await?;
    store::insert(&tx, kind, supporter, &reading.new).await?;
    tx.commit().await?;
    cx.go_saying("/openings", Flash::OpeningsChanged)
}
