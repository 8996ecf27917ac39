// [data-count="FIELD-ID"] shows how much is written so far, in characters as a reader counts them: one per
// grapheme, line breaks not counted. data-count-text is the sentence, with {n} where the number goes.

export function start(place) {
  const field = document.getElementById(place.dataset.count);
  if (!field || !("Segmenter" in Intl)) return;
  const language = place.closest("[lang]")?.lang ?? "ja";
  const segmenter = new Intl.Segmenter(language, { granularity: "grapheme" });
  const digits = new Intl.NumberFormat(language);
  const template = place.dataset.countText ?? "{n}";
  let waiting = 0;

  function show() {
    waiting = 0;
    place.textContent = template.replace("{n}", digits.format(count(segmenter, field.value)));
  }
  field.addEventListener("input", () => {
    // once a frame is enough, however fast the keys come
    waiting ||= requestAnimationFrame(show);
  });
  addEventListener("pageshow", show);
  show();
}

function count(segmenter, text) {
  let characters = 0;
  for (const { segment } of segmenter.segment(text)) {
    if (segment !== "\n" && segment !== "\r\n") characters += 1;
  }
  return characters;
}
