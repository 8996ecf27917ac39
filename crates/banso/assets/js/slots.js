// [data-chosen] in the dock repeats the time that is chosen above it, while the list scrolls away underneath.
// The server may write the whole phrase on the radio as data-says; otherwise its label is read.

export function start(line) {
  const form = line.closest("form");
  if (!form) return;
  const mirror = () => {
    const chosen = form.querySelector(".slot input:checked");
    if (chosen) line.textContent = phrase(chosen);
  };
  form.addEventListener("change", mirror);
  // a browser that comes back to the page restores the choice after the script has run
  addEventListener("pageshow", mirror);
  mirror();
}

function phrase(radio) {
  if (radio.dataset.says) return radio.dataset.says;
  const label = radio.closest("label");
  const texts = document.createTreeWalker(label ?? radio, NodeFilter.SHOW_TEXT);
  const words = [];
  while (texts.nextNode()) words.push(texts.currentNode.data.trim());
  return words.filter(Boolean).join(" ");
}
