// The only script tag of a page. Each module starts where its markup stands and nowhere else; a module that is
// missing or fails takes nothing with it, because every page works without them.
const modules = {
  "form[data-draft]": "./draft.js",
  "[data-chosen]": "./slots.js",
  "[data-count]": "./count.js",
};

for (const [markup, module] of Object.entries(modules)) {
  const places = document.querySelectorAll(markup);
  if (places.length > 0) begin(module, places);
}

async function begin(module, places) {
  try {
    const { start } = await import(module);
    for (const place of places) guarded(start, place);
  } catch (error) {
    console.error(module, error);
  }
}

function guarded(start, place) {
  try {
    start(place);
  } catch (error) {
    console.error(error);
  }
}
