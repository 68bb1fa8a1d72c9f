// A local draft of each long text, in case the browser or the computer goes before the text is saved.
// Never of restricted records: their forms say data-guarded. Signing out empties it (Clear-Site-Data).

const PREFIX = "draft:";
const SENT = "draft-sent";

const nameOf = (area) => `${PREFIX}${window.location.pathname}#${area.name}`;

const clock = (at) =>
  new Date(at).toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit", hour12: true }).replace(" ", "");

/** What was sent and led to another page, or back with the word that it is done, needs its drafts no longer. */
function forgetWhatWasSent() {
  const sent = sessionStorage.getItem(SENT);
  const isDone = document.querySelector(".portal-notice--done") !== null;
  if (!sent || (sent === window.location.pathname && !isDone)) return;
  sessionStorage.removeItem(SENT);
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(`${PREFIX}${sent}#`)) localStorage.removeItem(key);
  }
}

function offer(area, draft) {
  const box = document.createElement("div");
  box.className = "portal-draft";
  const words = document.createElement("p");
  words.textContent = `This computer kept a text that you typed here at ${clock(draft.at)} and did not save.`;
  const use = document.createElement("button");
  use.type = "button";
  use.className = "govuk-button govuk-button--secondary";
  use.textContent = "Use that text";
  use.addEventListener("click", () => {
    area.value = draft.text;
    box.remove();
    area.focus();
  });
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "govuk-button govuk-button--secondary";
  drop.textContent = "Throw it away";
  drop.addEventListener("click", () => {
    localStorage.removeItem(nameOf(area));
    box.remove();
    area.focus();
  });
  box.append(words, use, " ", drop);
  area.before(box);
}

function keep(area) {
  const found = localStorage.getItem(nameOf(area));
  const draft = found ? JSON.parse(found) : null;
  if (draft && draft.text && draft.text !== area.value) offer(area, draft);
  let waiting;
  area.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      localStorage.setItem(nameOf(area), JSON.stringify({ at: Date.now(), text: area.value }));
    }, 800);
  });
}

export function keepDrafts() {
  try {
    forgetWhatWasSent();
    for (const form of document.querySelectorAll("form[method='post']:not([data-guarded])")) {
      const areas = form.querySelectorAll("textarea[data-draft]");
      if (!areas.length) continue;
      areas.forEach(keep);
      form.addEventListener("submit", () => sessionStorage.setItem(SENT, window.location.pathname));
    }
  } catch {
    // A browser that keeps nothing: the form works all the same.
  }
}
