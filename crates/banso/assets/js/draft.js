// <form data-draft="/drafts/KEY">: what is written is saved 1.2 s after the last keystroke, and when the page goes
// away. The answer must be text/plain, one sentence in the reader's language; it stands in [data-draft-says], which
// also carries the sentences data-unsaved and data-failed. Text that an IME still composes waits.

const PAUSE = 1200;
const LONGEST_WAIT = 60_000;
// browsers refuse to carry more than 64 KB beyond the life of a page
const KEEPALIVE_CHARACTERS = 60_000;

export function start(form) {
  new Draft(form).listen();
}

class Draft {
  constructor(form) {
    this.form = form;
    this.says = form.querySelector("[data-draft-says]");
    this.edited = 0; // counts changes; nothing can be lost once `saved` has caught up
    this.saved = 0;
    this.failures = 0;
    this.composing = false;
    this.submitted = false;
    this.running = null; // the save under way, as its AbortController
    this.guard = (event) => event.preventDefault();
  }

  get unsaved() {
    return this.edited !== this.saved;
  }

  listen() {
    // at the document, because a field may belong to the form by its form attribute
    this.onField("input", (event) => this.touched(event.isComposing));
    this.onField("compositionstart", () => this.holdBack());
    this.onField("compositionend", () => this.goOn());
    this.onField("keydown", (event) => sends(event) && submit(this.form));
    this.form.addEventListener("submit", () => this.handOver());
    document.addEventListener("visibilitychange", () => document.hidden && this.save());
    addEventListener("pagehide", () => this.lastWords());
    addEventListener("pageshow", (event) => event.persisted && this.comeBack());
    addEventListener("online", () => this.save());
  }

  onField(type, act) {
    document.addEventListener(type, (event) => event.target.form === this.form && act(event));
  }

  touched(composing) {
    this.edited += 1;
    this.submitted = false;
    if (this.failures === 0) this.say(this.says?.dataset.unsaved);
    addEventListener("beforeunload", this.guard);
    if (!composing && !this.composing) this.saveIn(PAUSE);
  }

  holdBack() {
    this.composing = true;
    clearTimeout(this.timer);
  }

  goOn() {
    this.composing = false;
    if (this.unsaved) this.saveIn(PAUSE);
  }

  // The form itself carries the text now: a draft that lands after it would come back from the dead.
  handOver() {
    this.submitted = true;
    clearTimeout(this.timer);
    this.running?.abort();
    removeEventListener("beforeunload", this.guard);
  }

  // Nothing composes once the page goes; what the IME held is better kept than lost.
  lastWords() {
    if (this.unsaved && !this.submitted) navigator.sendBeacon(this.form.dataset.draft, fields(this.form));
  }

  comeBack() {
    if (this.submitted) this.saved = this.edited;
    this.submitted = false;
    this.save();
  }

  saveIn(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  async save() {
    clearTimeout(this.timer);
    if (!this.unsaved || this.submitted || this.composing || this.running) return;
    const version = this.edited;
    this.running = new AbortController();
    const outcome = await post(this.form, this.running.signal);
    this.running = null;
    if (!this.submitted) this.settle(outcome, version);
  }

  settle(outcome, version) {
    if (outcome.kept) this.keptUpTo(version, outcome.sentence);
    else this.failed(outcome.again, version);
  }

  keptUpTo(version, sentence) {
    this.saved = version;
    this.failures = 0;
    if (this.unsaved) return this.saveIn(PAUSE);
    removeEventListener("beforeunload", this.guard);
    this.say(sentence);
  }

  failed(again, version) {
    this.failures += 1;
    this.say(this.says?.dataset.failed, true);
    if (again) this.saveIn(Math.min(LONGEST_WAIT, 1000 * 2 ** this.failures));
    else if (version !== this.edited) this.saveIn(PAUSE);
  }

  say(sentence, failed = false) {
    // the same sentence again would be read aloud again
    if (!this.says || sentence === undefined || this.says.textContent === sentence) return;
    this.says.textContent = sentence;
    this.says.classList.toggle("failed", failed);
  }
}

// `again`: the same text may be kept a moment later. A refusal (expired login, too long) waits for the next change.
async function post(form, signal) {
  const body = fields(form);
  try {
    const answer = await fetch(form.dataset.draft, {
      method: "POST",
      body,
      signal,
      redirect: "manual",
      headers: { Accept: "text/plain" },
      keepalive: body.toString().length < KEEPALIVE_CHARACTERS,
    });
    const plain = answer.headers.get("Content-Type")?.startsWith("text/plain");
    if (answer.ok && plain) return { kept: true, sentence: await answer.text() };
    return { kept: false, again: answer.status >= 500 || answer.status === 429 };
  } catch {
    return { kept: false, again: true };
  }
}

// Files and passwords are never part of a draft.
function fields(form) {
  const secret = new Set(Array.from(form.querySelectorAll('[type="password"]'), (field) => field.name));
  const written = Array.from(new FormData(form));
  return new URLSearchParams(written.filter(([name, value]) => typeof value === "string" && !secret.has(name)));
}

function sends(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return false;
  // Safari ends the composition before this key arrives, and says so only by its old number
  if (event.isComposing || event.keyCode === 229) return false;
  return event.target instanceof HTMLTextAreaElement;
}

function submit(form) {
  const button = Array.from(form.elements).find((element) => element.matches("button.primary:not(:disabled)"));
  if (button) form.requestSubmit(button);
}
