// Finds what a person would take for the thing with this name: [the element, where to click], or a sentence that says
// why not. An exact name goes before a beginning, a beginning before a part; what stands in main before the rest. Without
// a name it is the first of its kind.
const [kind, wanted, near] = arguments;
const KINDS = {
  control: "a[href], button, summary, input[type=submit]",
  field: "input:not([type=hidden], [type=radio], [type=checkbox], [type=submit]), textarea, select",
  choice: "input[type=radio], input[type=checkbox], option",
};
const bare = (text) => (text ?? "").replace(/\s+/g, "");
const spoken = (element) => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("[aria-hidden=true], .need").forEach((part) => part.remove());
  return copy.textContent;
};
const name = (element) => {
  const by = (element.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id));
  const labels = [...(element.labels ?? [])];
  return bare(
    element.getAttribute("aria-label") ||
    by.filter(Boolean).map(spoken).join("") ||
    labels.map(spoken).join("") ||
    (element.matches("input") ? element.value : spoken(element)),
  );
};
const seen = (element) =>
  element.matches("option")
    ? element.closest("select").checkVisibility()
    : [element, ...(element.labels ?? [])].some((part) => part.checkVisibility({ visibilityProperty: true }));
const click = (element) => (element.matches("[type=radio], [type=checkbox]") && element.labels[0]) || element;

const all = [...document.querySelectorAll(KINDS[kind])].filter((element) => !element.disabled && seen(element));
const goal = bare(wanted);
// how many steps up until the surrounding text names what the thing should stand near
const distance = (element) => {
  let steps = 0;
  for (let above = element; above; above = above.parentElement, steps += 1)
    if (bare(above.textContent).includes(bare(near))) return steps;
  return Infinity;
};
const nearest = (found) => {
  if (!near) return found;
  const least = Math.min(...found.map(distance));
  return least === Infinity ? [] : found.filter((element) => distance(element) === least);
};
for (const fits of [(n) => n === goal, (n) => n.startsWith(goal), (n) => n.includes(goal)])
  for (const place of [(element) => element.closest("main"), () => true]) {
    const found = nearest(all.filter((element) => fits(name(element)) && place(element)));
    const ways = new Set(found.map((element) => element.getAttribute("href") ?? element));
    if (ways.size === 1 || (ways.size && !goal)) return [found[0], click(found[0])];
    if (ways.size > 1) return `${found.length} × ${kind} ${wanted}: ${found.map(name).join(" | ")}`;
  }
return `no ${kind} ${wanted}${near ? ` near ${near}` : ""}; there are: ${all.map(name).join(" | ")}`;
