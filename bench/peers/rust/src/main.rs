//! `model2vec-peer MODEL SECONDS REPEATED_FILE [ONCE_FILE]`: times model2vec-rs as `bench/peers.ts` asks.
//!
//! Prints one JSON object: seconds of loading, of each pass over the first file, of the pass over the second.

use model2vec_rs::model::StaticModel;
use std::hint::black_box;
use std::time::Instant;

fn read_lines(path: &str) -> anyhow::Result<Vec<String>> {
    Ok(std::fs::read_to_string(path)?.lines().map(str::to_string).collect())
}

fn time_pass(model: &StaticModel, lines: &[String]) -> f64 {
    let start = Instant::now();
    let vectors = model.encode(lines);
    let seconds = start.elapsed().as_secs_f64();
    black_box(&vectors);
    seconds
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, budget, repeated, once @ ..] = arguments.as_slice() else {
        anyhow::bail!("Cannot time model2vec-rs: a model, seconds and a file are needed");
    };
    let budget: f64 = budget.parse()?;
    let start = Instant::now();
    let model = StaticModel::from_pretrained(folder, None, None, None)?;
    let load = start.elapsed().as_secs_f64();

    let lines = read_lines(repeated)?;
    let mut passes = Vec::new();
    while passes.len() < 2 || passes.iter().sum::<f64>() < budget {
        passes.push(time_pass(&model, &lines));
    }
    let mut new = Vec::new();
    for path in once {
        new.push(time_pass(&model, &read_lines(path)?));
    }
    println!(
        "{{\"lines\":{},\"load\":{load},\"repeated\":{passes:?},\"once\":{new:?}}}",
        lines.len()
    );
    Ok(())
}
