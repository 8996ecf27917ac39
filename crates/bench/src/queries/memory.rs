//! Q9: what the product holds of the machine's memory after it served slot pages and directories.

use std::path::Path;

use tokio::task::JoinSet;

use super::slot_page;
use crate::child::Server;
use crate::error::BenchError;
use crate::house::House;
use crate::row::Row;

/// Browsers at once; each opens every slot page, and the directory as often as a tenth of that.
const BROWSERS: usize = 8;

/// The product on the house's folder beside a bare server, each in a process of its own.
///
/// # Errors
/// When a server does not start or a page does not come.
pub async fn rows(house: &House, program: &Path) -> Result<Vec<Row>, BenchError> {
    let cookie = house.visitor().await?.cookie().to_owned();
    let slots: Vec<String> = house.supporters.iter().map(|supporter| slot_page::path(*supporter)).collect();
    let product = Server::of(program, house.folder()).await?;
    visit(&product, &slots, &cookie).await?;
    visit(&product, &vec!["/supporters".to_owned(); slots.len().div_ceil(10)], &cookie).await?;
    let bare = Server::bare(program).await?;
    visit(&bare, &vec!["/".to_owned(); slots.len()], "").await?;
    let says = format!(
        "resident, the product in a process of its own, after {BROWSERS} browsers opened all slot pages and the \
         directory; floor: a bare server"
    );
    Ok(vec![Row::weight("memory", product.resident()?, None, says).over_bytes(bare.resident()?)])
}

async fn visit(server: &Server, paths: &[String], cookie: &str) -> Result<(), BenchError> {
    let address = server.address();
    let mut all = JoinSet::new();
    for _ in 0..BROWSERS {
        let (paths, cookie) = (paths.to_vec(), cookie.to_owned());
        all.spawn(async move {
            for path in paths {
                Server::get(address, &path, &cookie).await?;
            }
            Ok::<_, BenchError>(())
        });
    }
    while let Some(visited) = all.join_next().await {
        visited??;
    }
    Ok(())
}
