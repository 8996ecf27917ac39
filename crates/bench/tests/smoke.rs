//! Everything once on a tiny dataset: the figures have their names, and the ceilings of statements hold.

use std::path::Path;

use banso_bench::row::Row;
use banso_bench::{Scale, run};
use serde_json::Value;

const FIELDS: [&str; 7] = ["id", "statements", "cpu_us", "wall_us_p50", "wall_us_p99", "floor_us", "ratio"];
const QUERIES: [&str; 13] = [
    "Q1",
    "Q1.times",
    "Q1.crowd",
    "Q1.readers",
    "Q2",
    "Q2.all",
    "Q2.times",
    "Q3",
    "Q5",
    "Q5.confirmation",
    "Q6",
    "Q8.Q1",
    "Q8.Q5",
];
const CEILINGS: [(&str, u64); 9] = [
    ("Q1", 3),
    ("Q1.times", 3),
    ("Q2", 4),
    ("Q2.all", 4),
    ("Q2.times", 4),
    ("Q3", 4),
    ("Q3.all", 4),
    ("Q5", 12),
    ("Q5.confirmation", 12),
];

fn row<'a>(rows: &'a [Value], id: &str) -> &'a Value {
    rows.iter().find(|row| row["id"] == id).unwrap_or_else(|| unreachable!("no row {id}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_query_has_its_figures_and_keeps_its_ceiling() {
    let measured = run(Scale::TINY, Path::new(env!("CARGO_BIN_EXE_banso-bench")), |_| {}).await.unwrap();
    let json = serde_json::to_value(&measured).unwrap();
    let rows = json.as_array().unwrap();
    for row in rows {
        let fields: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        assert!(FIELDS.iter().all(|field| fields.contains(field)), "{row}");
        let others: Vec<&&str> = fields.iter().filter(|field| !FIELDS.contains(field)).collect();
        let sized = row["id"] == "memory" || row["id"].as_str().unwrap().starts_with("weight");
        assert!(if sized { others.iter().all(|field| field.ends_with("bytes")) } else { others.is_empty() }, "{row}");
    }
    for id in QUERIES {
        let row = row(rows, id);
        for figure in ["cpu_us", "wall_us_p50", "wall_us_p99"] {
            assert!(row[figure].as_f64().unwrap() > 0.0, "{row}");
        }
        assert!(row["ratio"].as_f64().unwrap() > 0.0 && row["floor_us"].as_f64().unwrap() > 0.0, "{row}");
    }
    for (id, ceiling) in CEILINGS {
        let sent = row(rows, id)["statements"].as_u64().unwrap();
        assert!((1..=ceiling).contains(&sent), "{id}: {sent} statements, {ceiling} are welcome");
    }
    for id in ["Q5", "Q5.confirmation", "Q8.Q5"] {
        let row: &Row = measured.iter().find(|row| row.id == id).unwrap();
        assert_eq!(row.commits, Some(1), "{id}");
    }
    for id in ["weight.page", "weight.css", "weight.js"] {
        let (plain, zipped) = (row(rows, id)["bytes"].as_u64().unwrap(), row(rows, id)["gzip_bytes"].as_u64().unwrap());
        assert!(0 < zipped && zipped < plain, "{id}");
    }
    for id in ["weight.page", "memory"] {
        let (bytes, floor) = (row(rows, id)["bytes"].as_u64().unwrap(), row(rows, id)["floor_bytes"].as_u64().unwrap());
        assert!(0 < floor && floor < bytes, "{id}: {bytes} over {floor}");
    }
}
