// [data-chosen] in the dock repeats the time that is chosen above it, while the list scrolls away underneath:
// what the label says with the day, and the zone of the day, [data-zone].

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
  const zone = radio.closest("[data-zone]")?.dataset.zone ?? "";
  return `${radio.closest("label").textContent} ${zone}`.trim();
}
