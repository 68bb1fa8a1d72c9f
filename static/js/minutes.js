// Saves the minute of an item while somebody types, a moment after each pause; says so in one fixed place, aloud at most
// once a minute. When it fails the text stays where it is. Alt + Page Up and Page Down change item.

const PAUSE = 2000;
const AGAIN = 15000;
const SPOKEN_EVERY = 60000;
const form = document.querySelector("[data-autosave]");

function setUp() {
  const version = form.elements.version;
  const areas = ["minute", "decision", "public_summary"].map((name) => form.elements[name]);
  const saved = document.querySelector("[data-saved]");
  const spoken = document.querySelector("[data-spoken]");
  const refused = document.querySelector("[data-refused]");
  const names = document.querySelector("[data-names]");
  const checked = form.elements.names_checked;
  let waiting;
  let spokenAt = 0;
  let lastSent = "unsaved" in form.dataset ? "" : texts();
  let running = null;

  function texts() {
    return JSON.stringify(areas.map((area) => area.value));
  }

  function say(words) {
    saved.textContent = words;
    saved.dataset.saved = "now";
    if (Date.now() - spokenAt < SPOKEN_EVERY) return;
    spoken.textContent = words;
    spokenAt = Date.now();
  }

  // What was said of these words is not said of those that are typed next.
  function askAboutNames(asks) {
    names.hidden = !asks;
    if (!asks) checked.checked = false;
  }

  function warn(words, both) {
    saved.textContent = "Not saved.";
    saved.dataset.saved = "";
    refused.hidden = false;
    const told = refused.querySelector("[data-refused-words]");
    if (told.textContent !== words) told.textContent = words;
    refused.querySelector("[data-refused-both]").hidden = !both;
  }

  async function save() {
    const sent = texts();
    if (sent === lastSent) return;
    const body = new FormData();
    for (const name of ["csrfmiddlewaretoken", "kept_for", "version"]) body.append(name, form.elements[name].value);
    for (const area of areas) body.append(area.name, area.value);
    if (checked.checked) body.append(checked.name, checked.value);
    let answer;
    try {
      answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    } catch {
      warn("The portal does not answer, so this text is not saved yet. It stays here, and we try again.", false);
      wait(AGAIN);
      return;
    }
    const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    if (answer.ok && told.version) {
      version.value = told.version;
      lastSent = sent;
      refused.hidden = true;
      askAboutNames(false);
      say(told.saved);
    } else {
      const words = "This text is not saved. It stays here: press “Save this item”, and you are asked to sign in if you have to.";
      warn(told.refused ?? words, told.both ?? false);
      if (told.names) askAboutNames(true);
    }
  }

  function wait(pause) {
    clearTimeout(waiting);
    waiting = setTimeout(start, pause);
  }

  // One at a time, or the second would be told that the first had saved before it.
  async function start() {
    clearTimeout(waiting);
    if (running) {
      await running;
      return start();
    }
    running = save();
    await running;
    running = null;
  }

  for (const area of areas) {
    area.addEventListener("input", () => wait(PAUSE));
    area.addEventListener("blur", () => wait(0));
  }

  checked.addEventListener("change", () => wait(0));

  async function leaveFor(link) {
    if (!link) return;
    await start();
    window.location.assign(link.href);
  }

  document.addEventListener("keydown", (event) => {
    if (!event.altKey || !["PageDown", "PageUp"].includes(event.key)) return;
    event.preventDefault();
    leaveFor(document.querySelector(event.key === "PageDown" ? "[data-after]" : "[data-before]"));
  });
  for (const link of document.querySelectorAll("[data-item], [data-before], [data-after]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      leaveFor(link);
    });
  }
  // The form is sent with the version of the last save, so a save under way comes first.
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (!running) return;
    event.preventDefault();
    running.then(() => form.requestSubmit(event.submitter));
  });
  window.addEventListener("beforeunload", (event) => {
    if (texts() !== lastSent && !form.dataset.sent) event.preventDefault();
  });
  form.addEventListener("submit", () => {
    form.dataset.sent = "yes";
  });
}

if (form) setUp();
