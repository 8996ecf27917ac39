//! The README's pictures: a phone, in light, as 田中 結 sees her home and the letter that she was sent.
//! `bin/screenshots` starts the demo and the browser and calls this.

#![expect(clippy::print_stdout, reason = "a command says what it wrote")]

use std::error::Error;
use std::path::Path;

use thirtyfour::prelude::*;

/// A phone: CSS pixels, at one and a half dots each.
const WIDTH: u32 = 390;
const HEIGHT: u32 = 780;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [driver, demo, lang, folder] = arguments.as_slice() else {
        return Err("screenshots DRIVER DEMO LANG FOLDER".into());
    };
    let mut chrome = DesiredCapabilities::chrome();
    let reads = format!("--accept-lang={lang}");
    for argument in ["--headless=new", "--no-sandbox", "--hide-scrollbars", "--force-color-profile=srgb", &reads] {
        chrome.add_arg(argument)?;
    }
    let phone = serde_json::json!({ "deviceMetrics": { "width": WIDTH, "height": HEIGHT, "pixelRatio": 1.5 } });
    chrome.add_experimental_option("mobileEmulation", phone)?;
    let browser = WebDriver::new(driver, chrome).await?;
    let taken = pictures(&browser, demo, lang, Path::new(folder)).await;
    browser.quit().await?;
    taken
}

async fn pictures(
    browser: &WebDriver,
    demo: &str,
    lang: &str,
    folder: &Path,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    become_somebody(browser, demo, if lang == "en" { "Yui Tanaka" } else { "田中 結" }).await?;
    keep(browser, &folder.join(format!("home.{lang}.png"))).await?;
    let letter = browser.find(By::Css("main a[href^='/letters/']")).await?.attr("href").await?;
    browser.goto(format!("{demo}{}", letter.unwrap_or_default())).await?;
    keep(browser, &folder.join(format!("letter.{lang}.png"))).await
}

async fn become_somebody(browser: &WebDriver, demo: &str, name: &str) -> WebDriverResult<()> {
    browser.goto(format!("{demo}/demo")).await?;
    let button = format!("//button[@name='person'][contains(@aria-label, '{name}')]");
    browser.find(By::XPath(button)).await?.click().await?;
    browser.query(By::Css("main .next")).first().await.map(|_| ())
}

/// What the phone shows, without the bar that only a demo has.
async fn keep(browser: &WebDriver, file: &Path) -> Result<(), Box<dyn Error + Send + Sync>> {
    browser.execute("document.querySelector('.demo-bar').remove(); scrollTo(0, 0)", vec![]).await?;
    let png = browser.screenshot_as_png().await?;
    std::fs::write(file, &png)?;
    println!("{} ({} KB)", file.display(), png.len() / 1024);
    Ok(())
}
